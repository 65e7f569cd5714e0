-- name: invitation_void(whose)!
DELETE FROM invitation WHERE whose = :whose AND used_at IS NULL;

-- name: invitation_add(digest, whose, made_by, made_at, expires_at, used_at)!
INSERT INTO invitation (digest, whose, made_by, made_at, expires_at, used_at)
VALUES (:digest, :whose, :made_by, :made_at, :expires_at, :used_at);

-- name: invitation_get(digest)^
SELECT * FROM invitation WHERE digest = :digest;

-- name: invitation_standing(whose, now)^
SELECT * FROM invitation WHERE whose = :whose AND used_at IS NULL AND expires_at >= :now;

-- name: invitation_use(digest, at)^
UPDATE invitation SET used_at = :at WHERE digest = :digest AND used_at IS NULL RETURNING digest;

-- name: wrong_code_add(channel, chat, at)!
INSERT INTO wrong_code (channel, chat, at) VALUES (:channel, :chat, :at);

-- name: wrong_codes(channel, chat)^
SELECT CAST(count(*) AS BIGINT) AS number FROM wrong_code WHERE channel = :channel AND chat = :chat;

-- name: wrong_codes_forget(before)!
DELETE FROM wrong_code WHERE at < :before;

-- name: person_join(id, person, chat, since, invited_by, name, residence, unit, phone, email, ended_at, ended_by)!
INSERT INTO person_link (
    id, person, chat, since, invited_by, name, residence, unit, phone, email, ended_at, ended_by
) VALUES (
    :id, :person, :chat, :since, :invited_by, :name, :residence, :unit, :phone, :email, :ended_at, :ended_by
);

-- name: person_joined(person)^
SELECT * FROM person_link WHERE person = :person AND ended_at IS NULL;

-- name: person_link(id)^
SELECT * FROM person_link WHERE id = :id AND ended_at IS NULL;

-- name: persons_of_chat(chat)
SELECT * FROM person_link WHERE chat = :chat AND ended_at IS NULL ORDER BY since DESC, id DESC;

-- name: person_link_before(id, name, residence, unit, phone, email)!
UPDATE person_link SET name = :name, residence = :residence, unit = :unit, phone = :phone, email = :email
WHERE id = :id;

-- name: person_part(id, at, by)!
UPDATE person_link SET ended_at = :at, ended_by = :by WHERE id = :id AND ended_at IS NULL;

-- name: person_ticket_add(link, ticket)!
INSERT INTO person_ticket (link, ticket) VALUES (:link, :ticket);

-- name: person_tickets(link)
SELECT ticket FROM person_ticket WHERE link = :link;
