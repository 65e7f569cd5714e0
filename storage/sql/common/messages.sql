-- name: message_public_add(id, ticket, author, author_name, text, at, attachments, answers, for_staff)!
INSERT INTO message_public (id, ticket, author, author_name, text, at, attachments, answers, for_staff)
VALUES (:id, :ticket, :author, :author_name, :text, :at, :attachments, :answers, :for_staff);

-- name: message_public_of(ticket)
SELECT * FROM message_public WHERE ticket = :ticket AND recalled_at IS NULL ORDER BY at, id;

-- name: message_public_reword(id, text)!
UPDATE message_public SET text = :text WHERE id = :id;

-- name: message_public_recall(id, at)^
UPDATE message_public SET recalled_at = :at WHERE id = :id AND recalled_at IS NULL
RETURNING ticket;

-- name: message_internal_add(id, ticket, author, author_name, text, at)!
INSERT INTO message_internal (id, ticket, author, author_name, text, at)
VALUES (:id, :ticket, :author, :author_name, :text, :at);

-- name: message_internal_text(id)^
SELECT text FROM message_internal WHERE id = :id;

-- name: message_internal_reword(id, text)!
UPDATE message_internal SET text = :text WHERE id = :id;

-- name: message_version_add(message, number, text, at)!
INSERT INTO message_version (message, number, text, at) VALUES (:message, :number, :text, :at);

-- name: message_versions(message)
SELECT number, text, at FROM message_version WHERE message = :message ORDER BY number;

-- name: message_internal_of(ticket)
SELECT * FROM message_internal WHERE ticket = :ticket ORDER BY at, id;

-- name: message_public_last(ticket)^
SELECT * FROM message_public WHERE ticket = :ticket AND recalled_at IS NULL ORDER BY at DESC, id DESC LIMIT 1;

-- name: message_internal_last(ticket)^
SELECT * FROM message_internal WHERE ticket = :ticket ORDER BY at DESC, id DESC LIMIT 1;

-- name: link_add(id, channel, room, ref, message, ticket)!
-- The first link stays, unless its message was recalled: what became of it takes its place.
INSERT INTO link (id, channel, room, ref, message, ticket)
VALUES (:id, :channel, :room, :ref, :message, :ticket)
ON CONFLICT (channel, room, ref) DO UPDATE SET message = excluded.message
WHERE EXISTS (SELECT 1 FROM message_public m WHERE m.id = link.message AND m.recalled_at IS NOT NULL);

-- name: message_public_get(id)^
SELECT * FROM message_public WHERE id = :id;

-- name: link_sent(id, channel, room, ref, message, line_of, destination, part)!
-- The copy that a delivery made; the ticket is the message's own (a sub-ticket's post is one, too), or the one whose
-- progress line it is.
INSERT INTO link (id, channel, room, ref, message, ticket, destination, part)
SELECT
    CAST(:id AS TEXT), CAST(:channel AS TEXT), CAST(:room AS TEXT), CAST(:ref AS TEXT), m.id, m.ticket,
    CAST(:destination AS TEXT), CAST(:part AS INTEGER)
FROM (
    SELECT id, ticket FROM message_public WHERE id = :message
    UNION ALL
    SELECT id, ticket FROM message_internal WHERE id = :message
    UNION ALL
    SELECT CAST(:message AS TEXT), id FROM ticket WHERE id = :line_of
    UNION ALL
    SELECT id, ticket FROM subticket WHERE id = :message
) m
WHERE 1 = 1
ON CONFLICT (channel, room, ref) DO NOTHING;

-- name: link_get(channel, room, ref)^
SELECT message, ticket FROM link WHERE channel = :channel AND room = :room AND ref = :ref;

-- name: link_copies(message, channel)
SELECT channel, room, ref FROM link WHERE message = :message AND channel = :channel ORDER BY id;

-- name: link_pieces(message, destination)
SELECT channel, room, ref, part FROM link
WHERE message = :message AND destination = :destination ORDER BY id;

-- name: attachment_add(id, ticket, channel, source, kind, name, media_type, size, sha256)!
-- One that came before its ticket is told its ticket later.
INSERT INTO attachment (id, ticket, channel, source, kind, name, media_type, size, sha256)
VALUES (:id, :ticket, :channel, :source, :kind, :name, :media_type, :size, :sha256)
ON CONFLICT (id) DO UPDATE SET ticket = COALESCE(excluded.ticket, attachment.ticket);

-- name: attachment_get(id)^
SELECT * FROM attachment WHERE id = :id;

-- name: attachment_fetched(id, sha256, size)!
UPDATE attachment SET sha256 = :sha256, size = :size WHERE id = :id;
