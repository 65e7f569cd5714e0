-- name: inbox_add(channel, event_id, lane, seq, payload, now)^
-- No row comes back for an event that is known.
INSERT INTO inbox (channel, event_id, lane, seq, payload, received_at)
VALUES (:channel, :event_id, :lane, :seq, :payload, :now)
ON CONFLICT (channel, event_id) DO NOTHING
RETURNING seq;

-- name: inbox_head(lane, seq)^
SELECT channel, event_id, payload, received_at, attempts FROM inbox WHERE lane = :lane AND seq = :seq;

-- name: inbox_behind(lane, seq, at_most)
SELECT seq, channel, event_id, payload, received_at, attempts FROM inbox
WHERE lane = :lane AND seq > :seq ORDER BY seq LIMIT :at_most;

-- name: inbox_set_apart(lane, seq, to)!
-- Its next number, below nought until all have theirs.
UPDATE inbox SET seq = -CAST(:to AS BIGINT) WHERE lane = :lane AND seq = :seq;

-- name: inbox_renumbered(lane)!
UPDATE inbox SET seq = -seq WHERE lane = :lane AND seq < 0;

-- name: inbox_failed(lane, seq, error)!
UPDATE inbox SET attempts = attempts + 1, error = :error WHERE lane = :lane AND seq = :seq;

-- name: inbox_done(lane, seq)!
UPDATE inbox SET state = 'done', payload = '' WHERE lane = :lane AND seq = :seq;

-- name: inbox_quarantine(lane, seq, error, payload)!
UPDATE inbox SET state = 'quarantined', error = :error, payload = :payload WHERE lane = :lane AND seq = :seq;

-- name: inbox_waiting_from(lane, topics)^
SELECT id FROM lane
WHERE queue = 'inbox' AND ready_at IS NOT NULL AND (id = :lane OR id LIKE :topics) LIMIT 1;
