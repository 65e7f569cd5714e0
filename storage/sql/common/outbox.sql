-- name: outbox_add(lane, seq, key, payload, opens_thread, message, part, source, topic, now)!
INSERT INTO outbox (lane, seq, key, payload, opens_thread, message, part, source, topic, created_at)
VALUES (:lane, :seq, :key, :payload, :opens_thread, :message, :part, :source, :topic, :now);

-- name: outbox_head(lane, seq)^
-- Whether an internal message was recalled matters to technicians only.
SELECT
    o.key, o.payload, o.opens_thread, o.message, o.part, o.source, o.state, o.attempts, o.uncertain, o.progress,
    o.created_at, o.moved, o.topic, p.channel, p.room, p.thread, m.ticket, t.resident,
    CASE WHEN o.lane LIKE 'technician:%'
        THEN (SELECT i.recalled_at FROM message_internal i WHERE i.id = o.message)
        ELSE m.recalled_at
    END AS recalled_at
FROM outbox o
LEFT JOIN place p ON p.destination = o.lane
LEFT JOIN message_public m ON m.id = o.message
LEFT JOIN ticket t ON o.lane LIKE 'resident:%'
    AND t.id = COALESCE(m.ticket, CASE WHEN o.topic LIKE 'topic:%' THEN substr(o.topic, 7) END)
WHERE o.lane = :lane AND o.seq = :seq;

-- name: outbox_opening(channel, room)^
-- A destination whose thread is not known has none, and what opens it is the first of its lane.
SELECT o.seq FROM place p
JOIN lane l ON l.id = p.destination
JOIN outbox o ON o.lane = l.id AND o.seq = l.head
WHERE p.channel = :channel AND p.room = :room AND p.thread = ''
AND o.opens_thread = 1 AND (o.state IN ('sending', 'unknown') OR o.uncertain = 1)
LIMIT 1;

-- name: outbox_opening_topic(lane)^
-- What is being sent into a ticket's chat topic of which no place is known makes it first.
SELECT o.seq FROM lane l
JOIN outbox o ON o.lane = l.id AND o.seq = l.head
LEFT JOIN message_public m ON m.id = o.message
LEFT JOIN place p ON p.destination = COALESCE(o.topic, 'topic:' || m.ticket)
WHERE l.id = :lane AND o.state = 'sending' AND COALESCE(o.topic, 'topic:' || m.ticket) LIKE 'topic:%'
AND COALESCE(p.thread, '') = '';

-- name: outbox_sending(lane, seq, uncertain)!
UPDATE outbox SET state = 'sending', uncertain = :uncertain WHERE lane = :lane AND seq = :seq;

-- name: outbox_put_back(lane, seq, state, uncertain, failures, error)!
-- NULL leaves state and error as they are; a doubt once raised stays.
UPDATE outbox SET
    state = COALESCE(CAST(:state AS TEXT), state),
    uncertain = CASE WHEN CAST(:uncertain AS INTEGER) = 1 THEN 1 ELSE uncertain END,
    attempts = attempts + CAST(:failures AS INTEGER),
    error = COALESCE(CAST(:error AS TEXT), error)
WHERE lane = :lane AND seq = :seq;

-- name: outbox_progress(lane, seq, fence, progress)!
UPDATE outbox SET progress = :progress
WHERE lane = :lane AND seq = :seq
AND EXISTS (SELECT 1 FROM lane WHERE id = :lane AND head = :seq AND fence = :fence);

-- name: outbox_sent(lane, seq, receipt, now)!
-- What only one member of staff sees for a moment may hold a code: it is not kept.
UPDATE outbox SET
    state = 'sent', receipt = :receipt, sent_at = :now,
    payload = CASE WHEN lane LIKE 'window:%' OR lane LIKE 'whisper:%' THEN '{"kind":"seen"}' ELSE payload END
WHERE lane = :lane AND seq = :seq;

-- name: outbox_dead(lane, seq, error)!
UPDATE outbox SET
    state = 'dead', error = :error,
    payload = CASE WHEN lane LIKE 'window:%' OR lane LIKE 'whisper:%' THEN '{"kind":"seen"}' ELSE payload END
WHERE lane = :lane AND seq = :seq;

-- name: outbox_fate(message, lane, seq)^
-- A dead row whose part has arrived since (an edit, or sent anew) is none.
SELECT
    CAST(count(CASE WHEN o.state IN ('new', 'sending', 'unknown') THEN 1 END) AS BIGINT) AS waiting,
    CAST(count(CASE WHEN o.state = 'dead' AND NOT EXISTS (
        SELECT 1 FROM outbox n
        WHERE n.message = o.message AND n.lane = o.lane AND n.part = o.part AND n.seq > o.seq
        AND (n.state = 'sent' OR n.seq = CAST(:seq AS BIGINT))
    ) THEN 1 END) AS BIGINT) AS dead,
    CAST(count(CASE WHEN o.attempts > 0 OR o.state = 'dead' THEN 1 END) AS BIGINT) AS retried
FROM outbox o
WHERE o.message = CAST(:message AS TEXT) AND o.lane = CAST(:lane AS TEXT) AND o.seq <> CAST(:seq AS BIGINT);
