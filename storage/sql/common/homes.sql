-- name: home_opened(member, at)!
INSERT INTO home (member, opened_at, shown_at) VALUES (:member, :at, 0)
ON CONFLICT (member) DO UPDATE SET opened_at = excluded.opened_at;

-- name: home_shown(member, at)!
UPDATE home SET shown_at = :at WHERE member = :member;

-- name: homes_since(since)
-- As many rows as there are colleagues.
SELECT * FROM home WHERE opened_at >= :since ORDER BY member;

-- name: home_drop(member)!
DELETE FROM home WHERE member = :member;
