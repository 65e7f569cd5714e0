-- name: ticket_add(id, reference, office, resident, author_name, language, residence, residence_words, unit, topic, department, shape, description, opened_at, due_at, state, handler, in_review, to_qualify, reopened, rating, rating_words, generation, version, subject, severity, handled_at, waiting_since, escalated, act_now, merged_into, split_from, vague, open_parts, needs_price)!
INSERT INTO ticket (
    id, reference, office, resident, author_name, language, residence, residence_words, unit, topic, department,
    shape, description, opened_at, due_at, state, handler, in_review, to_qualify, reopened, rating, rating_words,
    generation, version, subject, severity, handled_at, waiting_since, escalated, act_now, merged_into,
    split_from, vague, open_parts, needs_price
) VALUES (
    :id, :reference, :office, :resident, :author_name, :language, :residence, :residence_words, :unit, :topic,
    :department, :shape, :description, :opened_at, :due_at, :state, :handler, :in_review, :to_qualify, :reopened,
    :rating, :rating_words, :generation, :version, :subject, :severity, :handled_at, :waiting_since, :escalated,
    :act_now, :merged_into, :split_from, :vague, :open_parts,
    :needs_price
);

-- name: ticket_save(id, reference, office, resident, author_name, language, residence, residence_words, unit, topic, department, shape, description, opened_at, due_at, state, handler, in_review, to_qualify, reopened, rating, rating_words, generation, version, subject, severity, handled_at, waiting_since, escalated, act_now, merged_into, split_from, vague, open_parts, needs_price)^
-- No row comes back when the version is no longer the one that was read.
UPDATE ticket SET
    reference = :reference, office = :office, resident = :resident, author_name = :author_name,
    language = :language, residence = :residence, residence_words = :residence_words, unit = :unit,
    topic = :topic, department = :department, shape = :shape, description = :description,
    opened_at = :opened_at, due_at = :due_at, state = :state, handler = :handler, in_review = :in_review,
    to_qualify = :to_qualify, reopened = :reopened, rating = :rating, rating_words = :rating_words,
    generation = :generation, subject = :subject, severity = :severity, handled_at = :handled_at,
    waiting_since = :waiting_since, escalated = :escalated, act_now = :act_now, merged_into = :merged_into,
    split_from = :split_from, vague = :vague, open_parts = :open_parts, needs_price = :needs_price,
    version = version + 1
WHERE id = :id AND version = :version
RETURNING version;

-- name: ticket_get(id)^
SELECT * FROM ticket WHERE id = :id;

-- name: ticket_by_reference(reference)^
SELECT * FROM ticket WHERE reference = :reference;

-- name: ticket_open_of(resident)
SELECT * FROM ticket WHERE resident = :resident AND state NOT IN ('closed', 'declined', 'merged') ORDER BY opened_at DESC, id DESC;

-- name: ticket_open_in(office)
SELECT * FROM ticket WHERE office = :office AND state NOT IN ('closed', 'declined', 'merged') ORDER BY due_at, id;

-- name: item_add(ticket, number, label, done_at, done_by)!
INSERT INTO checklist_item (ticket, number, label, done_at, done_by)
VALUES (:ticket, :number, :label, :done_at, :done_by);

-- name: items_drop(ticket)!
DELETE FROM checklist_item WHERE ticket = :ticket;

-- name: items_of(ticket)
SELECT * FROM checklist_item WHERE ticket = :ticket ORDER BY number;

-- name: item_save(ticket, number, label, done_at, done_by)!
UPDATE checklist_item SET label = :label, done_at = :done_at, done_by = :done_by
WHERE ticket = :ticket AND number = :number;

-- name: history_add(id, ticket, at, actor, what, detail)!
INSERT INTO history (id, ticket, at, actor, what, detail) VALUES (:id, :ticket, :at, :actor, :what, :detail);

-- name: history_of(ticket)
SELECT ticket, at, actor, what, detail FROM history WHERE ticket = :ticket ORDER BY at, id;
