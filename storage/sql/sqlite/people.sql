-- name: dialog_get(resident, topic)^
-- One unit of work at a time writes here.
SELECT state FROM dialog WHERE resident = :resident AND topic = :topic;
