-- name: subticket_put(id, ticket, subject, handler, asked_by, opened_at, due_at, state, closed_at, closed_by)!
INSERT INTO subticket (id, ticket, subject, handler, asked_by, opened_at, due_at, state, closed_at, closed_by)
VALUES (:id, :ticket, :subject, :handler, :asked_by, :opened_at, :due_at, :state, :closed_at, :closed_by)
ON CONFLICT (id) DO UPDATE SET
    subject = excluded.subject, handler = excluded.handler, asked_by = excluded.asked_by,
    opened_at = excluded.opened_at, due_at = excluded.due_at, state = excluded.state,
    closed_at = excluded.closed_at, closed_by = excluded.closed_by;

-- name: subticket_get(id)^
SELECT * FROM subticket WHERE id = :id;

-- name: subtickets_of(ticket)
SELECT * FROM subticket WHERE ticket = :ticket ORDER BY opened_at, id;

-- name: subtickets_for(handler)
SELECT * FROM subticket WHERE handler = :handler AND state = 'open' ORDER BY due_at, id;

-- name: talk_put(id, ticket, contractor, asked_by, asked_at, due_at, answered_at, failed)!
INSERT INTO talk (id, ticket, contractor, asked_by, asked_at, due_at, answered_at, failed)
VALUES (:id, :ticket, :contractor, :asked_by, :asked_at, :due_at, :answered_at, :failed)
ON CONFLICT (id) DO UPDATE SET
    contractor = excluded.contractor, asked_by = excluded.asked_by, asked_at = excluded.asked_at,
    due_at = excluded.due_at, answered_at = excluded.answered_at, failed = excluded.failed;

-- name: talk_get(id)^
SELECT * FROM talk WHERE id = :id;

-- name: talks_of(ticket)
SELECT * FROM talk WHERE ticket = :ticket ORDER BY asked_at, id;

-- name: quote_put(id, ticket, minor, currency, purpose, offered_by, offered_at, valid_until, state, answered_at)!
INSERT INTO quote (id, ticket, minor, currency, purpose, offered_by, offered_at, valid_until, state, answered_at)
VALUES (:id, :ticket, :minor, :currency, :purpose, :offered_by, :offered_at, :valid_until, :state, :answered_at)
ON CONFLICT (id) DO UPDATE SET
    minor = excluded.minor, currency = excluded.currency, purpose = excluded.purpose,
    offered_by = excluded.offered_by, offered_at = excluded.offered_at,
    valid_until = excluded.valid_until, state = excluded.state, answered_at = excluded.answered_at;

-- name: quote_get(id)^
SELECT * FROM quote WHERE id = :id;

-- name: quotes_of(ticket)
SELECT * FROM quote WHERE ticket = :ticket ORDER BY offered_at, id;
