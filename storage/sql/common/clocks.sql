-- name: clocks_of(ticket)
SELECT * FROM clock WHERE ticket = :ticket ORDER BY name;

-- name: clock_put(ticket, name, since, counted_from, used, due_at, remind_at, reminded_at, step_at, held_since, until)!
INSERT INTO clock (ticket, name, since, counted_from, used, due_at, remind_at, reminded_at, step_at, held_since, until)
VALUES (:ticket, :name, :since, :counted_from, :used, :due_at, :remind_at, :reminded_at, :step_at, :held_since, :until)
ON CONFLICT (ticket, name) DO UPDATE SET
    since = excluded.since, counted_from = excluded.counted_from, used = excluded.used, due_at = excluded.due_at,
    remind_at = excluded.remind_at, reminded_at = excluded.reminded_at, step_at = excluded.step_at,
    held_since = excluded.held_since, until = excluded.until;

-- name: clock_drop(ticket, name)!
DELETE FROM clock WHERE ticket = :ticket AND name = :name;

-- name: extension_put(id, ticket, asked_by, asked_of, reason, until, asked_at, state, decided_by, decided_at, why)!
INSERT INTO extension (id, ticket, asked_by, asked_of, reason, until, asked_at, state, decided_by, decided_at, why)
VALUES (:id, :ticket, :asked_by, :asked_of, :reason, :until, :asked_at, :state, :decided_by, :decided_at, :why);

-- name: extension_settle(id, state, decided_by, decided_at, why)^
-- No row comes back when it was settled meanwhile.
UPDATE extension SET state = :state, decided_by = :decided_by, decided_at = :decided_at, why = :why
WHERE id = :id AND state = 'asked'
RETURNING id;

-- name: extensions_of(ticket)
SELECT * FROM extension WHERE ticket = :ticket ORDER BY asked_at, id;

-- name: absence_put(id, member, first, last, by, at)!
INSERT INTO absence (id, member, first, last, by, at) VALUES (:id, :member, :first, :last, :by, :at);

-- name: absence_end(member, today)
-- Those that go on or are still to come.
DELETE FROM absence WHERE member = :member AND last >= :today RETURNING id;

-- name: absences_from(today)
SELECT * FROM absence WHERE last >= :today ORDER BY first, id;
