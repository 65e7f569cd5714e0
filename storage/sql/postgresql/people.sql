-- name: dialog_get(resident, topic)^
-- Whoever has read a form may change it: another waits until then, else one would end what the other goes on with.
SELECT state FROM dialog WHERE resident = :resident AND topic = :topic FOR UPDATE;
