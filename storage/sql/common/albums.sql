-- name: album_put(channel, room, id, message)!
INSERT INTO album (channel, room, id, message) VALUES (:channel, :room, :id, :message)
ON CONFLICT (channel, room, id) DO NOTHING;

-- name: album_message(channel, room, id)^
SELECT message FROM album WHERE channel = :channel AND room = :room AND id = :id;

-- name: album_any(message)^
SELECT id FROM album WHERE message = :message LIMIT 1;

-- name: caption_put(message, ref, text)!
INSERT INTO caption (message, ref, text) VALUES (:message, :ref, :text)
ON CONFLICT (message, ref) DO UPDATE SET text = excluded.text;

-- name: captions_of(message)
-- Platforms count their messages: the longer number is the later one.
SELECT text FROM caption WHERE message = :message ORDER BY length(ref), ref;
