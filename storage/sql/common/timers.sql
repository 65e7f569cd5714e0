-- name: timer_set(kind, subject, due_at)!
INSERT INTO timer (kind, subject, due_at) VALUES (:kind, :subject, :due_at)
ON CONFLICT (kind, subject) DO UPDATE SET due_at = excluded.due_at;

-- name: timer_clear(kind, subject)!
DELETE FROM timer WHERE kind = :kind AND subject = :subject;

-- name: timer_after(kind, subject, at_most)^
-- The last of the next so many of a kind, by subject.
SELECT max(subject) AS last FROM (
    SELECT subject FROM timer WHERE kind = :kind AND subject > :subject ORDER BY subject LIMIT :at_most
) AS next;

-- name: timer_hurry(kind, after, last, now)!
UPDATE timer SET due_at = :now WHERE kind = :kind AND subject > :after AND subject <= :last AND due_at > :now;

-- name: timer_fire(kind, subject, due_at)^
-- No row comes back when it was moved, cleared or taken meanwhile.
DELETE FROM timer WHERE kind = :kind AND subject = :subject AND due_at = :due_at
RETURNING kind;

-- name: timers_due(now, at_most)
SELECT kind, subject, due_at FROM timer WHERE due_at <= :now ORDER BY due_at LIMIT :at_most;

-- name: timer_next()^
SELECT due_at FROM timer ORDER BY due_at LIMIT 1;

-- name: ping()^
SELECT 1 AS answer;
