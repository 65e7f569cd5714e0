-- name: sheet_open(id, kind, office, department, slot, name, opened_at, opened_by, closed_at, reminded)^
-- No row comes back when there is one of this slot already.
INSERT INTO sheet (id, kind, office, department, slot, name, opened_at, opened_by, closed_at, reminded)
VALUES (:id, :kind, :office, :department, :slot, :name, :opened_at, :opened_by, :closed_at, :reminded)
ON CONFLICT (slot) DO NOTHING
RETURNING id;

-- name: sheet_hold(id)^
-- Written as it is: whoever comes second waits, and then sees what the first has done.
UPDATE sheet SET reminded = reminded WHERE id = :id
RETURNING *;

-- name: sheet_latest(kind, office, department)^
SELECT * FROM sheet
WHERE kind = :kind AND office = :office AND COALESCE(department, '') = :department
ORDER BY opened_at DESC, id DESC LIMIT 1;

-- name: sheets_unfinished(office)
SELECT * FROM sheet WHERE office = :office AND closed_at IS NULL ORDER BY opened_at, id;

-- name: sheet_save(id, closed_at, reminded)!
UPDATE sheet SET closed_at = :closed_at, reminded = :reminded WHERE id = :id;

-- name: sheet_item_add(sheet, ticket, position, why, carried, settled_by, settled_at, note, asked_by, question, answered_by, answer)!
INSERT INTO sheet_item (
    sheet, ticket, position, why, carried, settled_by, settled_at, note, asked_by, question, answered_by, answer
) VALUES (
    :sheet, :ticket, :position, :why, :carried, :settled_by, :settled_at, :note, :asked_by, :question, :answered_by,
    :answer
);

-- name: sheet_item_get(sheet, ticket)^
SELECT * FROM sheet_item WHERE sheet = :sheet AND ticket = :ticket;

-- name: sheet_items(sheet)
SELECT * FROM sheet_item WHERE sheet = :sheet ORDER BY position;

-- name: sheet_item_settle(sheet, ticket, settled_by, settled_at, note)^
-- No row comes back when it is settled already.
UPDATE sheet_item SET settled_by = :settled_by, settled_at = :settled_at, note = :note
WHERE sheet = :sheet AND ticket = :ticket AND settled_by IS NULL
RETURNING ticket;

-- name: sheet_item_ask(sheet, ticket, asked_by, question, answered_by, answer)!
UPDATE sheet_item SET asked_by = :asked_by, question = :question, answered_by = :answered_by, answer = :answer
WHERE sheet = :sheet AND ticket = :ticket;

-- name: sheet_pages_of(ticket)
-- Of the sheets that are not closed.
SELECT sheet_item.* FROM sheet_item JOIN sheet ON sheet.id = sheet_item.sheet
WHERE sheet_item.ticket = :ticket AND sheet.closed_at IS NULL;

-- name: complaints_since(office, since)
SELECT * FROM ticket
WHERE office = :office AND kind = 'complaint'
    AND (opened_at >= :since OR (severity = 'A' AND state NOT IN ('closed', 'declined', 'merged')))
ORDER BY opened_at, id;
