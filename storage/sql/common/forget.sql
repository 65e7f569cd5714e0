-- name: forget_events(before, at_most)
-- Of a handled event only its id was kept, and no platform sends one again after so long.
DELETE FROM inbox WHERE (channel, event_id) IN (
    SELECT channel, event_id FROM inbox WHERE state = 'done' AND received_at < :before
    ORDER BY received_at LIMIT :at_most
)
RETURNING seq;

-- name: forget_deliveries(before, at_most)
-- A delivery that made good for a dead one of the same message stays with it.
DELETE FROM outbox WHERE (lane, seq) IN (
    SELECT o.lane, o.seq FROM outbox o WHERE o.state = 'sent' AND o.sent_at < :before
    AND NOT EXISTS (SELECT 1 FROM outbox d WHERE d.message = o.message AND d.state = 'dead')
    ORDER BY o.sent_at LIMIT :at_most
)
RETURNING seq;

-- name: forget_slips(before, at_most)
DELETE FROM slip WHERE id IN (
    SELECT id FROM slip WHERE settled_at IS NOT NULL AND settled_at < :before ORDER BY settled_at LIMIT :at_most
)
RETURNING id;

-- name: forget_keyboards(before, at_most)
DELETE FROM keyboard WHERE nonce IN (
    SELECT nonce FROM keyboard WHERE expires_at < :before ORDER BY expires_at LIMIT :at_most
)
RETURNING nonce;
