-- name: appointment_put(id, ticket, technician, offered_by, made_at, state, turn, note, offers, wish, starts_at, ends_at, agreed_at, files, filed, on_way_at, arrived_at, arrived_by, over_at, missed_at, contractor, wishes)!
INSERT INTO appointment (
    id, ticket, technician, offered_by, made_at, state, turn, note, offers, wish, starts_at, ends_at, agreed_at,
    files, filed, on_way_at, arrived_at, arrived_by, over_at, missed_at, contractor, wishes
) VALUES (
    :id, :ticket, :technician, :offered_by, :made_at, :state, :turn, :note, :offers, :wish, :starts_at, :ends_at,
    :agreed_at, :files, :filed, :on_way_at, :arrived_at, :arrived_by, :over_at, :missed_at, :contractor, :wishes
)
ON CONFLICT (id) DO UPDATE SET
    ticket = excluded.ticket, technician = excluded.technician, offered_by = excluded.offered_by,
    state = excluded.state, turn = excluded.turn, note = excluded.note, offers = excluded.offers,
    wish = excluded.wish, starts_at = excluded.starts_at, ends_at = excluded.ends_at,
    agreed_at = excluded.agreed_at, files = excluded.files, filed = excluded.filed,
    on_way_at = excluded.on_way_at, arrived_at = excluded.arrived_at, arrived_by = excluded.arrived_by,
    over_at = excluded.over_at, missed_at = excluded.missed_at, contractor = excluded.contractor,
    wishes = excluded.wishes;

-- name: appointment_get(id)^
SELECT * FROM appointment WHERE id = :id;

-- name: appointment_latest(ticket)^
-- One that is open comes first, wherever it came from.
SELECT * FROM appointment WHERE ticket = :ticket
ORDER BY (CASE WHEN state IN ('over', 'cancelled') THEN 1 ELSE 0 END), made_at DESC, id DESC
LIMIT 1;

-- name: pledge_put(kind, subject, ticket, made_by, promised_for, made_at, words, outcome, settled_at)!
INSERT INTO pledge (kind, subject, ticket, made_by, promised_for, made_at, words, outcome, settled_at)
VALUES (:kind, :subject, :ticket, :made_by, :promised_for, :made_at, :words, :outcome, :settled_at)
ON CONFLICT (kind, subject) DO UPDATE SET
    ticket = excluded.ticket, made_by = excluded.made_by, promised_for = excluded.promised_for,
    words = excluded.words, outcome = excluded.outcome, settled_at = excluded.settled_at;

-- name: pledge_get(kind, subject)^
SELECT * FROM pledge WHERE kind = :kind AND subject = :subject;

-- name: pledges_of(ticket)
SELECT * FROM pledge WHERE ticket = :ticket ORDER BY promised_for, kind, subject;

-- name: pledges_in(office, since)
SELECT pledge.* FROM pledge JOIN ticket ON ticket.id = pledge.ticket
WHERE ticket.office = :office AND (
    pledge.outcome IS NULL OR (pledge.outcome IN ('kept', 'broken') AND pledge.settled_at >= :since)
)
ORDER BY (CASE WHEN pledge.outcome IS NULL THEN 0 ELSE 1 END), pledge.promised_for, pledge.kind, pledge.subject;

-- name: pledges_for(office, department, member, since)
SELECT pledge.* FROM pledge JOIN ticket ON ticket.id = pledge.ticket
WHERE ticket.office = :office
    AND (ticket.department = :department OR ticket.handler = :member OR pledge.made_by = :member)
    AND (pledge.outcome IS NULL OR (pledge.outcome IN ('kept', 'broken') AND pledge.settled_at >= :since))
ORDER BY (CASE WHEN pledge.outcome IS NULL THEN 0 ELSE 1 END), pledge.promised_for, pledge.kind, pledge.subject;
