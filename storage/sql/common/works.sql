-- name: visit_put(ticket, number, technician, due_at, dispatched_at, dispatched_by, picked_up_at, picked_up_by, on_site_at, on_site_by, returned_at, returned_by)!
INSERT INTO visit (
    ticket, number, technician, due_at, dispatched_at, dispatched_by, picked_up_at, picked_up_by, on_site_at,
    on_site_by, returned_at, returned_by
) VALUES (
    :ticket, :number, :technician, :due_at, :dispatched_at, :dispatched_by, :picked_up_at, :picked_up_by,
    :on_site_at, :on_site_by, :returned_at, :returned_by
)
ON CONFLICT (ticket, number) DO UPDATE SET
    technician = excluded.technician, due_at = excluded.due_at, dispatched_at = excluded.dispatched_at,
    dispatched_by = excluded.dispatched_by, picked_up_at = excluded.picked_up_at,
    picked_up_by = excluded.picked_up_by, on_site_at = excluded.on_site_at, on_site_by = excluded.on_site_by,
    returned_at = excluded.returned_at, returned_by = excluded.returned_by;

-- name: visits_of(ticket)
SELECT * FROM visit WHERE ticket = :ticket ORDER BY number;

-- name: visits_out(technician)
SELECT visit.ticket FROM visit JOIN ticket ON ticket.id = visit.ticket
WHERE visit.technician = :technician AND visit.returned_at IS NULL
    AND ticket.stage IN ('dispatched', 'picked_up', 'on_site')
    AND ticket.state NOT IN ('closed', 'declined', 'merged');

-- name: photo_add(attachment, ticket, number, side, at, by)!
INSERT INTO item_photo (attachment, ticket, number, side, at, by)
VALUES (:attachment, :ticket, :number, :side, :at, :by);

-- name: photos_of(ticket)
SELECT * FROM item_photo WHERE ticket = :ticket ORDER BY number, at, attachment;
