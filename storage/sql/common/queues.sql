-- name: inbox_by_state()
SELECT state, CAST(count(*) AS BIGINT) AS number FROM inbox GROUP BY state ORDER BY state;

-- name: outbox_latest(at_most)
SELECT lane, payload, state, attempts, created_at FROM outbox ORDER BY created_at DESC, key DESC LIMIT :at_most;

-- name: timers_next(at_most)
SELECT kind, subject, due_at FROM timer ORDER BY due_at LIMIT :at_most;
