-- name: lane_claim(queue, now, until, at_most)
-- Lease the lanes that have been ready longest, of equal ones those that were served least (lanes that wait for the
-- same place in a bucket are ready at the same moment), passing over those another replica is about to take.
WITH free AS (
    SELECT id FROM lane WHERE queue = :queue AND ready_at <= :now ORDER BY ready_at, fence LIMIT :at_most
    FOR UPDATE SKIP LOCKED
)
UPDATE lane SET ready_at = :until, fence = lane.fence + 1, lost = lane.lost + lane.leased, leased = 1
FROM free WHERE lane.id = free.id
RETURNING lane.id, lane.head, lane.fence, lane.lost;

-- name: notify(message)^
SELECT pg_notify('palier', :message);
