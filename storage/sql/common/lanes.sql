-- name: lane_lock(lane, queue)^
-- Hold a lane (made if need be) until the commit; the last number given out.
INSERT INTO lane (id, queue, head, tail) VALUES (:lane, :queue, 1, 0)
ON CONFLICT (id) DO UPDATE SET tail = lane.tail
RETURNING tail;

-- name: lane_grow(lane, tail, now)^
UPDATE lane SET tail = :tail, ready_at = COALESCE(ready_at, CAST(:now AS BIGINT))
WHERE id = :lane
RETURNING ready_at;

-- name: lane_append(lane, resident, desk, rows, now)^
-- Take the next numbers of an outbox lane. It belongs to the channel of its place, else of its resident, else the desk's.
INSERT INTO lane (id, queue, head, tail, ready_at)
VALUES (
    :lane,
    COALESCE(
        (SELECT channel FROM place WHERE destination = :lane),
        (SELECT channel FROM resident WHERE id = :resident),
        CAST(:desk AS TEXT)
    ),
    1, :rows, :now
)
ON CONFLICT (id) DO UPDATE SET
    queue = excluded.queue,
    tail = lane.tail + excluded.tail,
    ready_at = COALESCE(lane.ready_at, excluded.ready_at)
RETURNING queue, tail, ready_at;

-- name: lane_held(lane, seq, fence)^
SELECT queue FROM lane WHERE id = :lane AND head = :seq AND fence = :fence;

-- name: lane_advance(lane, seq, fence, now)^
-- The claim was answered: on to the next number.
UPDATE lane SET
    head = head + 1,
    fence = fence + 1,
    leased = 0,
    lost = 0,
    ready_at = CASE WHEN head < tail THEN CAST(:now AS BIGINT) END
WHERE id = :lane AND head = :seq AND fence = :fence
RETURNING queue, ready_at;

-- name: lane_put_back(lane, seq, fence, ready_at)^
UPDATE lane SET ready_at = :ready_at, leased = 0, fence = fence + 1
WHERE id = :lane AND head = :seq AND fence = :fence
RETURNING queue;

-- name: lanes_release(now)!
-- Only for the sole owner of a database: whoever held these leases is gone.
UPDATE lane SET ready_at = :now, leased = 0, lost = lost + 1, fence = fence + 1
WHERE ready_at IS NOT NULL AND leased = 1;

-- name: lane_next(queue)^
SELECT ready_at FROM lane WHERE queue = :queue AND ready_at IS NOT NULL ORDER BY ready_at LIMIT 1;

-- name: lanes_ready(queue, until, at_most)
SELECT id FROM lane WHERE queue = :queue AND ready_at <= :until LIMIT :at_most;

-- name: lane_open_rows(lane)^
SELECT tail - head + 1 AS waiting FROM lane WHERE id = :lane;

-- name: bucket_lock(key, tat)^
INSERT INTO bucket (key, tat) VALUES (:key, :tat)
ON CONFLICT (key) DO UPDATE SET tat = bucket.tat
RETURNING tat;

-- name: bucket_set(key, tat)!
UPDATE bucket SET tat = :tat WHERE key = :key;
