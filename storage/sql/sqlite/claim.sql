-- name: lane_claim(queue, now, until)^
-- Lease the lane that has been ready longest, of several the one that was served least (lanes that wait for the same
-- place in a bucket are ready at the same moment). This process is the only one.
UPDATE lane SET ready_at = :until, fence = fence + 1, lost = lost + leased, leased = 1
WHERE id = (SELECT id FROM lane WHERE queue = :queue AND ready_at <= :now ORDER BY ready_at, fence LIMIT 1)
RETURNING id, head, fence, lost;
