-- name: lane_claim(queue, now, until)^
-- Lease the lane that has been ready longest. This process is the only one.
UPDATE lane SET ready_at = :until, fence = fence + 1, lost = lost + leased, leased = 1
WHERE id = (SELECT id FROM lane WHERE queue = :queue AND ready_at <= :now ORDER BY ready_at LIMIT 1)
RETURNING id, head, fence, lost;
