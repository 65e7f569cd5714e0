-- name: place_put(destination, channel, room, thread)!
INSERT INTO place (destination, channel, room, thread) VALUES (:destination, :channel, :room, :thread)
ON CONFLICT (destination) DO UPDATE SET
    channel = excluded.channel, room = excluded.room, thread = excluded.thread;

-- name: place_get(destination)^
SELECT channel, room, thread FROM place WHERE destination = :destination;

-- name: place_at(channel, room, thread)^
-- A ticket's thread that is still to be opened is not yet anywhere, nor is a chat topic that was deleted; and a whisper
-- has no place of its own.
SELECT destination FROM place
WHERE channel = :channel AND room = :room AND thread = :thread
AND destination NOT LIKE 'whisper:%'
AND (thread <> '' OR (
    destination NOT LIKE 'thread:%' AND destination NOT LIKE 'notes:%'
    AND destination NOT LIKE 'topic:%' AND destination NOT LIKE 'loose:%'
))
ORDER BY destination LIMIT 1;

-- name: place_drop(destination)!
DELETE FROM place WHERE destination = :destination;

-- name: shown_put(what, text)!
INSERT INTO shown (what, text) VALUES (:what, :text) ON CONFLICT (what) DO UPDATE SET text = excluded.text;

-- name: shown_get(what)^
SELECT text FROM shown WHERE what = :what;

-- name: shown_drop(what)!
DELETE FROM shown WHERE what = :what;
