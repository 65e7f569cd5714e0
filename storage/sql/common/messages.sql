-- name: message_public_add(id, ticket, author, author_name, text, at, attachments, answers, spans, for_staff)!
INSERT INTO message_public (id, ticket, author, author_name, text, at, attachments, answers, spans, for_staff)
VALUES (:id, :ticket, :author, :author_name, :text, :at, :attachments, :answers, :spans, :for_staff);

-- name: message_public_of(ticket)
SELECT * FROM message_public WHERE ticket = :ticket AND recalled_at IS NULL ORDER BY at, id;

-- name: message_public_reword(id, text, spans)!
-- The words for staff said what it said before.
UPDATE message_public SET text = :text, spans = :spans, for_staff = '' WHERE id = :id;

-- name: message_public_complete(id, text, spans, attachments)!
UPDATE message_public SET text = :text, spans = :spans, attachments = :attachments WHERE id = :id;

-- name: message_public_recall(id, at)^
UPDATE message_public SET recalled_at = :at WHERE id = :id AND recalled_at IS NULL
RETURNING ticket;

-- name: message_internal_add(id, ticket, author, author_name, text, at)!
INSERT INTO message_internal (id, ticket, author, author_name, text, at)
VALUES (:id, :ticket, :author, :author_name, :text, :at);

-- name: message_internal_text(id)^
SELECT text FROM message_internal WHERE id = :id;

-- name: message_internal_get(id)^
SELECT * FROM message_internal WHERE id = :id;

-- name: message_internal_reword(id, text)!
UPDATE message_internal SET text = :text WHERE id = :id;

-- name: message_internal_recall(id, at)^
UPDATE message_internal SET recalled_at = :at WHERE id = :id AND recalled_at IS NULL
RETURNING ticket;

-- name: message_version_add(message, number, text, at, spans)!
INSERT INTO message_version (message, number, text, at, spans)
VALUES (:message, :number, :text, :at, :spans);

-- name: message_versions(message)
SELECT number, text, at, spans FROM message_version WHERE message = :message ORDER BY number;

-- name: message_internal_of(ticket)
SELECT * FROM message_internal WHERE ticket = :ticket AND recalled_at IS NULL ORDER BY at, id;

-- name: message_public_last(ticket)^
SELECT * FROM message_public WHERE ticket = :ticket AND recalled_at IS NULL ORDER BY at DESC, id DESC LIMIT 1;

-- name: message_internal_last(ticket)^
SELECT * FROM message_internal WHERE ticket = :ticket AND recalled_at IS NULL ORDER BY at DESC, id DESC LIMIT 1;

-- name: link_add(id, channel, room, ref, message, ticket, words)!
-- The first link stays, unless its message was recalled: what became of it takes its place.
INSERT INTO link (id, channel, room, ref, message, ticket, words)
VALUES (:id, :channel, :room, :ref, :message, :ticket, :words)
ON CONFLICT (channel, room, ref) DO UPDATE SET message = excluded.message
WHERE EXISTS (SELECT 1 FROM message_public m WHERE m.id = link.message AND m.recalled_at IS NOT NULL);

-- name: message_public_get(id)^
SELECT * FROM message_public WHERE id = :id;

-- name: link_words(channel, room, ref)^
SELECT words FROM link WHERE channel = :channel AND room = :room AND ref = :ref;

-- name: link_reword(channel, room, ref, words)!
UPDATE link SET words = :words WHERE channel = :channel AND room = :room AND ref = :ref;

-- name: reaction_put(message, actor, emoji, stands, at)!
-- The latest word counts, in whatever order they come.
INSERT INTO reaction (message, actor, emoji, stands, at)
VALUES (:message, :actor, :emoji, :stands, :at)
ON CONFLICT (message, actor, emoji) DO UPDATE SET stands = excluded.stands, at = excluded.at
WHERE reaction.at <= excluded.at;

-- name: reactions_of(message)
SELECT actor, emoji, at FROM reaction WHERE message = :message AND stands = 1 ORDER BY at, actor, emoji;

-- name: link_sent(id, channel, room, ref, message, card_of, reacted_to, destination, part)!
-- The copy that a delivery made; the ticket is the message's own (a sub-ticket's, a visit's and a slip's post are such, too), the one whose status
-- card it is, or that of the message whose line of reactions it is.
INSERT INTO link (id, channel, room, ref, message, ticket, destination, part)
SELECT
    CAST(:id AS TEXT), CAST(:channel AS TEXT), CAST(:room AS TEXT), CAST(:ref AS TEXT), m.id, m.ticket,
    CAST(:destination AS TEXT), CAST(:part AS INTEGER)
FROM (
    SELECT id, ticket FROM message_public WHERE id = :message
    UNION ALL
    SELECT id, ticket FROM message_internal WHERE id = :message
    UNION ALL
    SELECT id, ticket FROM appointment WHERE id = :message
    UNION ALL
    SELECT CAST(:message AS TEXT), id FROM ticket WHERE id = :card_of
    UNION ALL
    SELECT CAST(:message AS TEXT), ticket FROM message_public WHERE id = :reacted_to
    UNION ALL
    SELECT id, ticket FROM subticket WHERE id = :message
    UNION ALL
    SELECT id, ticket FROM slip WHERE id = :message
) m
WHERE 1 = 1
ON CONFLICT (channel, room, ref) DO NOTHING;

-- name: link_get(channel, room, ref)^
SELECT message, ticket FROM link WHERE channel = :channel AND room = :room AND ref = :ref;

-- name: link_copies(message, channel)
SELECT channel, room, ref FROM link WHERE message = :message AND channel = :channel ORDER BY id;

-- name: link_holders(message)
SELECT DISTINCT destination FROM link WHERE message = :message AND destination LIKE 'resident:%';

-- name: link_original(message)^
SELECT channel, room, ref FROM link WHERE message = :message AND destination IS NULL ORDER BY id LIMIT 1;

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

-- name: attachment_fetched(id, sha256, size, media_type)!
UPDATE attachment SET sha256 = :sha256, size = :size, media_type = :media_type WHERE id = :id;
