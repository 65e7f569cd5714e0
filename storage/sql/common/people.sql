-- name: resident_add(id, channel, chat, profile_name, language, language_chosen, name, residence, unit, reachable, phone, email, sought)!
INSERT INTO resident (
    id, channel, chat, profile_name, language, language_chosen, name, residence, unit, reachable, phone, email, sought
) VALUES (
    :id, :channel, :chat, :profile_name, :language, :language_chosen, :name, :residence, :unit, :reachable, :phone,
    :email, :sought
);

-- name: resident_save(id, channel, chat, profile_name, language, language_chosen, name, residence, unit, reachable, phone, email, sought)!
UPDATE resident SET
    channel = :channel, chat = :chat, profile_name = :profile_name, language = :language,
    language_chosen = :language_chosen, name = :name, residence = :residence, unit = :unit, reachable = :reachable,
    phone = :phone, email = :email, sought = :sought
WHERE id = :id;

-- name: resident_get(id)^
SELECT * FROM resident WHERE id = :id;

-- name: resident_hold(id)^
UPDATE resident SET channel = channel WHERE id = :id
RETURNING *;

-- name: resident_by_chat(channel, chat)^
SELECT * FROM resident WHERE channel = :channel AND chat = :chat;

-- name: resident_find(office, first, second, third, at_most)
SELECT * FROM resident
WHERE id IN (SELECT resident FROM ticket WHERE office = :office)
AND sought LIKE :first ESCAPE '!' AND sought LIKE :second ESCAPE '!' AND sought LIKE :third ESCAPE '!'
ORDER BY name, id LIMIT :at_most;

-- name: member_put(id, name, home, human, guest, active)!
INSERT INTO desk_member (id, name, home, human, guest, active)
VALUES (:id, :name, :home, :human, :guest, :active)
ON CONFLICT (id) DO UPDATE SET
    name = excluded.name, home = excluded.home, human = excluded.human, guest = excluded.guest,
    active = excluded.active;

-- name: members_gone()
SELECT id FROM desk_member WHERE active = 0;

-- name: member_get(id)^
SELECT * FROM desk_member WHERE id = :id;

-- name: dialog_put(resident, topic, state, now)!
INSERT INTO dialog (resident, topic, state, updated_at) VALUES (:resident, :topic, :state, :now)
ON CONFLICT (resident, topic) DO UPDATE SET state = excluded.state, updated_at = excluded.updated_at;

-- name: dialog_drop(resident, topic)!
DELETE FROM dialog WHERE resident = :resident AND topic = :topic;

-- name: dialogs_of(resident)
SELECT topic, state FROM dialog WHERE resident = :resident ORDER BY topic;

-- name: keyboard_put(nonce, resident, actions, expires_at)!
INSERT INTO keyboard (nonce, resident, actions, expires_at) VALUES (:nonce, :resident, :actions, :expires_at)
ON CONFLICT (nonce) DO UPDATE SET actions = excluded.actions, expires_at = excluded.expires_at;

-- name: keyboard_get(nonce)^
SELECT * FROM keyboard WHERE nonce = :nonce;
