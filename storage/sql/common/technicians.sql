-- name: technician_link_add(id, member, channel, chat, linked_at, invited_by, ended_at, ended_why)!
INSERT INTO technician_link (id, member, channel, chat, linked_at, invited_by, ended_at, ended_why)
VALUES (:id, :member, :channel, :chat, :linked_at, :invited_by, :ended_at, :ended_why);

-- name: technician_unlink(id, at, why)!
UPDATE technician_link SET ended_at = :at, ended_why = :why WHERE id = :id AND ended_at IS NULL;

-- name: technician_links()
SELECT * FROM technician_link WHERE ended_at IS NULL ORDER BY member;

-- name: technician_link_of(member)^
SELECT * FROM technician_link WHERE member = :member AND ended_at IS NULL;

-- name: technician_link_at(channel, chat)^
SELECT * FROM technician_link WHERE channel = :channel AND chat = :chat AND ended_at IS NULL;

-- name: job_put(ticket, visit, member, message, shown, over)!
INSERT INTO job (ticket, visit, member, message, shown, over)
VALUES (:ticket, :visit, :member, :message, :shown, :over)
ON CONFLICT (ticket, visit, member) DO UPDATE SET
    message = excluded.message, shown = excluded.shown, over = excluded.over;

-- name: jobs_of(ticket)
SELECT * FROM job WHERE ticket = :ticket ORDER BY visit DESC, member;

-- name: jobs_for(member)
SELECT * FROM job WHERE member = :member AND over = 0 ORDER BY ticket DESC, visit DESC;

-- name: jobs_had(member)
SELECT * FROM job WHERE member = :member ORDER BY over, ticket DESC, visit DESC LIMIT 20;

-- name: work_keyboard_put(nonce, member, actions, expires_at)!
INSERT INTO work_keyboard (nonce, member, actions, expires_at) VALUES (:nonce, :member, :actions, :expires_at);

-- name: work_keyboard_get(nonce)^
SELECT * FROM work_keyboard WHERE nonce = :nonce;

-- name: forget_work_keyboards(before, at_most)
DELETE FROM work_keyboard WHERE nonce IN (
    SELECT nonce FROM work_keyboard WHERE expires_at < :before ORDER BY expires_at LIMIT :at_most
)
RETURNING nonce;

-- name: work_question_put(member, action)!
INSERT INTO work_question (member, action) VALUES (:member, :action)
ON CONFLICT (member) DO UPDATE SET action = excluded.action;

-- name: work_question_drop(member)!
DELETE FROM work_question WHERE member = :member;

-- name: work_question_get(member)^
SELECT action FROM work_question WHERE member = :member;

-- name: loose_photo_add(attachment, bundle, by, at, words, ticket)!
INSERT INTO loose_photo (attachment, bundle, by, at, words, ticket)
VALUES (:attachment, :bundle, :by, :at, :words, :ticket);

-- name: loose_photos(bundle)
SELECT * FROM loose_photo WHERE bundle = :bundle ORDER BY at, attachment;

-- name: loose_photos_on(bundle, ticket)!
UPDATE loose_photo SET ticket = :ticket WHERE bundle = :bundle;

-- name: loose_photos_drop(bundle)!
DELETE FROM loose_photo WHERE bundle = :bundle;
