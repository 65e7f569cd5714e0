-- name: word_texts(ticket)
-- All that a ticket is found by; recalled words are not among it.
SELECT t.office AS office, COALESCE(t.reference, '') AS text FROM ticket t WHERE t.id = :ticket
UNION ALL
SELECT t.office, t.author_name FROM ticket t WHERE t.id = :ticket
UNION ALL
SELECT t.office, COALESCE(t.unit, '') FROM ticket t WHERE t.id = :ticket
UNION ALL
SELECT t.office, COALESCE(t.residence_words, '') FROM ticket t WHERE t.id = :ticket
UNION ALL
SELECT t.office, COALESCE(t.subject, '') FROM ticket t WHERE t.id = :ticket
UNION ALL
SELECT t.office, COALESCE(t.code, '') FROM ticket t WHERE t.id = :ticket
UNION ALL
SELECT t.office, t.description FROM ticket t WHERE t.id = :ticket
UNION ALL
SELECT t.office, m.text FROM ticket t JOIN message_public m ON m.ticket = t.id
WHERE t.id = :ticket AND m.recalled_at IS NULL
UNION ALL
SELECT t.office, m.text FROM ticket t JOIN message_internal m ON m.ticket = t.id
WHERE t.id = :ticket AND m.recalled_at IS NULL;

-- name: words_of(ticket)
SELECT word FROM ticket_word WHERE ticket = :ticket;

-- name: words_kept(ticket)
-- A ticket's office, and how many words it is found by.
SELECT t.office AS office, (SELECT COUNT(*) FROM ticket_word w WHERE w.ticket = t.id) AS kept
FROM ticket t WHERE t.id = :ticket;

-- name: word_add(ticket, word, office)!
INSERT INTO ticket_word (ticket, word, office) VALUES (:ticket, :word, :office) ON CONFLICT DO NOTHING;

-- name: word_drop(ticket, word)!
DELETE FROM ticket_word WHERE ticket = :ticket AND word = :word;

-- name: word_find(office, department, handler, at_most, skip, from0, to0, from1, to1, from2, to2, from3, to3, from4, to4, from5, to5)
-- The latest first. Without a department all of the office's, else its own that were dispatched and the handler's.
SELECT t.* FROM ticket t
WHERE t.id IN (
    SELECT w.ticket FROM ticket_word w WHERE w.office = :office AND w.word >= :from0 AND w.word < :to0
)
AND EXISTS (SELECT 1 FROM ticket_word w WHERE w.ticket = t.id AND w.word >= :from1 AND w.word < :to1)
AND EXISTS (SELECT 1 FROM ticket_word w WHERE w.ticket = t.id AND w.word >= :from2 AND w.word < :to2)
AND EXISTS (SELECT 1 FROM ticket_word w WHERE w.ticket = t.id AND w.word >= :from3 AND w.word < :to3)
AND EXISTS (SELECT 1 FROM ticket_word w WHERE w.ticket = t.id AND w.word >= :from4 AND w.word < :to4)
AND EXISTS (SELECT 1 FROM ticket_word w WHERE w.ticket = t.id AND w.word >= :from5 AND w.word < :to5)
AND (
    CAST(:department AS TEXT) = '' OR t.handler = :handler
    OR (t.department = :department AND t.in_review = 0)
)
ORDER BY t.id DESC LIMIT :at_most OFFSET :skip;
