-- name: follow_up_put(ticket, number, occasion, due_at, asked_at, outcome, settled_at, settled_by, words)!
INSERT INTO follow_up (ticket, number, occasion, due_at, asked_at, outcome, settled_at, settled_by, words)
VALUES (:ticket, :number, :occasion, :due_at, :asked_at, :outcome, :settled_at, :settled_by, :words)
ON CONFLICT (ticket, number) DO UPDATE SET
    due_at = excluded.due_at, asked_at = excluded.asked_at, outcome = excluded.outcome,
    settled_at = excluded.settled_at, settled_by = excluded.settled_by, words = excluded.words;

-- name: follow_ups_of(ticket)
SELECT * FROM follow_up WHERE ticket = :ticket ORDER BY number;
