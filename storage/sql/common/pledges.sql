-- name: promise_add(id, ticket, member, waiver, what, amount, currency, by_day, made_at, state, asked, decided_by, decided_at, reason)!
INSERT INTO promise (
    id, ticket, member, waiver, what, amount, currency, by_day, made_at, state, asked, decided_by, decided_at, reason
) VALUES (
    :id, :ticket, :member, :waiver, :what, :amount, :currency, :by_day, :made_at, :state, :asked, :decided_by,
    :decided_at, :reason
);

-- name: promise_get(id)^
SELECT * FROM promise WHERE id = :id;

-- name: promises_of(ticket)
SELECT * FROM promise WHERE ticket = :ticket ORDER BY made_at, id;

-- name: promises_due(office, by_day)
SELECT p.* FROM promise p JOIN ticket t ON t.id = p.ticket
WHERE t.office = :office AND t.state NOT IN ('closed', 'declined', 'merged')
    AND p.state = 'given' AND p.by_day <> '' AND p.by_day <= :by_day
ORDER BY p.by_day, p.id;

-- name: promise_settle(id, state, asked, asked_before, decided_by, decided_at, reason)^
-- No row comes back when it was settled, or asked of somebody else, meanwhile.
UPDATE promise SET
    state = :state, asked = :asked, decided_by = :decided_by, decided_at = :decided_at, reason = :reason
WHERE id = :id AND state = 'asked' AND asked = :asked_before
RETURNING id;

-- name: outside_add(id, ticket, name, email, question, asked_by, asked_at, due_at, answer, answered_by, answered_at, told_at)!
INSERT INTO outside (
    id, ticket, name, email, question, asked_by, asked_at, due_at, answer, answered_by, answered_at, told_at
) VALUES (
    :id, :ticket, :name, :email, :question, :asked_by, :asked_at, :due_at, :answer, :answered_by, :answered_at,
    :told_at
);

-- name: outside_get(id)^
SELECT * FROM outside WHERE id = :id;

-- name: outside_of(ticket)
SELECT * FROM outside WHERE ticket = :ticket ORDER BY asked_at, id;

-- name: outside_save(id, ticket, answer, answered_by, answered_at, told_at)!
UPDATE outside SET
    ticket = :ticket, answer = :answer, answered_by = :answered_by, answered_at = :answered_at, told_at = :told_at
WHERE id = :id;
