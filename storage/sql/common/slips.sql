-- name: slip_put(id, ticket, destination, post)!
INSERT INTO slip (id, ticket, destination, post) VALUES (:id, :ticket, :destination, :post)
ON CONFLICT (id) DO UPDATE SET post = excluded.post;

-- name: slips_open(ticket)
SELECT id, ticket, destination, post FROM slip WHERE ticket = :ticket AND settled_at IS NULL ORDER BY id;

-- name: slip_settle(id, at)!
UPDATE slip SET settled_at = :at WHERE id = :id;
