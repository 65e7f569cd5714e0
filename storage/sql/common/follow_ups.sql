-- name: follow_up_put(ticket, number, occasion, due_at, asked_at, outcome, settled_at, settled_by, words)!
INSERT INTO follow_up (ticket, number, occasion, due_at, asked_at, outcome, settled_at, settled_by, words)
VALUES (:ticket, :number, :occasion, :due_at, :asked_at, :outcome, :settled_at, :settled_by, :words)
ON CONFLICT (ticket, number) DO UPDATE SET
    due_at = excluded.due_at, asked_at = excluded.asked_at, outcome = excluded.outcome,
    settled_at = excluded.settled_at, settled_by = excluded.settled_by, words = excluded.words;

-- name: follow_up_unanswered(resident, since)^
-- The closed request about which he was asked last, and has not answered. The first condition of its state is that of
-- the index ticket_ended_of.
SELECT f.ticket FROM ticket t JOIN follow_up f ON f.ticket = t.id
WHERE t.resident = :resident AND t.state IN ('closed', 'declined') AND t.state = 'closed'
    AND f.asked_at >= :since AND f.outcome IS NULL
ORDER BY f.asked_at DESC LIMIT 1;

-- name: follow_ups_of(ticket)
SELECT * FROM follow_up WHERE ticket = :ticket ORDER BY number;
