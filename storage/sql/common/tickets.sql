-- name: ticket_add(id, reference, office, resident, author_name, language, residence, residence_words, unit, topic, department, shape, description, opened_at, due_at, state, handler, in_review, to_qualify, reopened, rating, rating_words, generation, version, subject, severity, handled_at, waiting_since, escalated, act_now, merged_into, split_from, vague, kind, severity_proposed, serial, code, wish, wish_by, wish_until, valid, cause, solution, adopted_at, stage, cautions, open_parts, needs_price, came_by, contact, important, rating_asked, owed_since, caution_words)!
INSERT INTO ticket (
    id, reference, office, resident, author_name, language, residence, residence_words, unit, topic, department,
    shape, description, opened_at, due_at, state, handler, in_review, to_qualify, reopened, rating, rating_words,
    generation, version, subject, severity, handled_at, waiting_since, escalated, act_now, merged_into,
    split_from, vague, kind, severity_proposed, serial, code, wish, wish_by, wish_until, valid, cause, solution,
    adopted_at, stage, cautions, open_parts, needs_price, came_by, contact,
    important, rating_asked, owed_since, caution_words
) VALUES (
    :id, :reference, :office, :resident, :author_name, :language, :residence, :residence_words, :unit, :topic,
    :department, :shape, :description, :opened_at, :due_at, :state, :handler, :in_review, :to_qualify, :reopened,
    :rating, :rating_words, :generation, :version, :subject, :severity, :handled_at, :waiting_since, :escalated,
    :act_now, :merged_into, :split_from, :vague, :kind, :severity_proposed, :serial, :code, :wish, :wish_by,
    :wish_until, :valid, :cause, :solution, :adopted_at, :stage, :cautions, :open_parts, :needs_price, :came_by,
    :contact, :important, :rating_asked, :owed_since, :caution_words
);

-- name: ticket_save(id, reference, office, resident, author_name, language, residence, residence_words, unit, topic, department, shape, description, opened_at, due_at, state, handler, in_review, to_qualify, reopened, rating, rating_words, generation, version, subject, severity, handled_at, waiting_since, escalated, act_now, merged_into, split_from, vague, kind, severity_proposed, serial, code, wish, wish_by, wish_until, valid, cause, solution, adopted_at, stage, cautions, open_parts, needs_price, came_by, contact, important, rating_asked, owed_since, caution_words)^
-- No row comes back when the version is no longer the one that was read.
UPDATE ticket SET
    reference = :reference, office = :office, resident = :resident, author_name = :author_name,
    language = :language, residence = :residence, residence_words = :residence_words, unit = :unit,
    topic = :topic, department = :department, shape = :shape, description = :description, opened_at = :opened_at,
    due_at = :due_at, state = :state, handler = :handler, in_review = :in_review, to_qualify = :to_qualify,
    reopened = :reopened, rating = :rating, rating_words = :rating_words, generation = :generation,
    subject = :subject, severity = :severity, handled_at = :handled_at, waiting_since = :waiting_since,
    escalated = :escalated, act_now = :act_now, merged_into = :merged_into, split_from = :split_from,
    vague = :vague, kind = :kind, severity_proposed = :severity_proposed, serial = :serial, code = :code,
    wish = :wish, wish_by = :wish_by, wish_until = :wish_until, valid = :valid, cause = :cause,
    solution = :solution, adopted_at = :adopted_at, stage = :stage, cautions = :cautions,
    open_parts = :open_parts, needs_price = :needs_price, came_by = :came_by, contact = :contact,
    important = :important, rating_asked = :rating_asked,
    owed_since = :owed_since, caution_words = :caution_words,
    version = version + 1
WHERE id = :id AND version = :version
RETURNING version;

-- name: ticket_date(id, due_at)!
UPDATE ticket SET due_at = :due_at WHERE id = :id;

-- name: ticket_get(id)^
SELECT * FROM ticket WHERE id = :id;

-- name: ticket_by_reference(reference)^
SELECT * FROM ticket WHERE reference = :reference;

-- name: ticket_by_serial(office, serial)^
SELECT * FROM ticket WHERE office = :office AND serial = :serial;

-- name: serial_next(office, year)^
-- The row is held until the commit: a serial that is rolled back is given again.
INSERT INTO serial (office, year, last) VALUES (:office, :year, 1)
ON CONFLICT (office, year) DO UPDATE SET last = serial.last + 1
RETURNING last;

-- name: ticket_open_of(resident)
SELECT * FROM ticket WHERE resident = :resident AND state NOT IN ('closed', 'declined', 'merged') ORDER BY opened_at DESC, id DESC;

-- name: tickets_by_keys()
-- What open tickets use of the office file, from an index alone, and closed ones that are asked about again.
SELECT office, department, topic, residence, count(*) AS number FROM (
    SELECT office, department, topic, residence FROM ticket WHERE state NOT IN ('closed', 'declined', 'merged')
    UNION ALL
    SELECT t.office, t.department, t.topic, t.residence FROM timer w JOIN ticket t ON t.id = w.subject
    WHERE w.kind = 'follow_up' AND t.state = 'closed'
) AS used GROUP BY office, department, topic, residence;

-- name: tickets_by_keys_ever()
-- All that any ticket ever used: asked once, before anything is remembered of the office file.
SELECT office, department, topic, residence, count(*) AS number FROM ticket
GROUP BY office, department, topic, residence;

-- name: ticket_ended_since(resident, since)
SELECT * FROM ticket
WHERE resident = :resident AND state IN ('closed', 'declined') AND waiting_since > :since
ORDER BY waiting_since DESC, id DESC;

-- name: ticket_all_of(resident, office)
SELECT * FROM ticket WHERE office = :office AND resident = :resident ORDER BY opened_at, id;

-- name: ticket_open_in(office)
SELECT * FROM ticket WHERE office = :office AND state NOT IN ('closed', 'declined', 'merged') ORDER BY due_at, id;

-- name: ticket_glances(office)
-- All of it is in the index ticket_glance.
SELECT id, office, department, residence, topic, kind, shape, severity, state, handler, in_review, act_now,
    reopened, opened_at, handled_at, due_at, owed_since
FROM ticket WHERE office = :office AND state NOT IN ('closed', 'declined', 'merged') ORDER BY due_at, id;

-- name: item_put(ticket, number, label, done_at, done_by, position, cannot_at, cannot_by, remark, told)!
INSERT INTO checklist_item (ticket, number, label, done_at, done_by, position, cannot_at, cannot_by, remark, told)
VALUES (:ticket, :number, :label, :done_at, :done_by, :position, :cannot_at, :cannot_by, :remark, :told)
ON CONFLICT (ticket, number) DO UPDATE SET
    label = excluded.label, done_at = excluded.done_at, done_by = excluded.done_by, position = excluded.position,
    cannot_at = excluded.cannot_at, cannot_by = excluded.cannot_by, remark = excluded.remark, told = excluded.told,
    removed = 0;

-- name: items_remove(ticket)!
UPDATE checklist_item SET removed = 1 WHERE ticket = :ticket;

-- name: items_of(ticket)
SELECT * FROM checklist_item WHERE ticket = :ticket AND removed = 0 ORDER BY position, number;

-- name: item_free(ticket)^
SELECT coalesce(max(number), -1) + 1 AS free FROM checklist_item WHERE ticket = :ticket;

-- name: history_add(id, ticket, at, actor, what, detail)!
INSERT INTO history (id, ticket, at, actor, what, detail) VALUES (:id, :ticket, :at, :actor, :what, :detail);

-- name: history_tells(ticket, what, detail)^
SELECT what FROM history WHERE ticket = :ticket AND what = :what AND detail = :detail LIMIT 1;

-- name: history_of(ticket)
SELECT ticket, at, actor, what, detail FROM history WHERE ticket = :ticket ORDER BY at, id;
