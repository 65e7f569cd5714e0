-- name: lane_claim(queue, now, until, at_most)
-- Lease the lanes that have been ready longest, of equal ones those that were served least (lanes that wait for the
-- same place in a bucket are ready at the same moment). This process is the only one.
UPDATE lane SET ready_at = :until, fence = fence + 1, lost = lost + leased, leased = 1
WHERE id IN (SELECT id FROM lane WHERE queue = :queue AND ready_at <= :now ORDER BY ready_at, fence LIMIT :at_most)
RETURNING id, head, fence, lost;
