-- name: lease_hold(name, owner, ends_at, now)^
-- Take a lease that is free or over, or prolong one's own; no row comes back while somebody else has it.
INSERT INTO lease (name, owner, fence, ends_at) VALUES (:name, :owner, 1, :ends_at)
ON CONFLICT (name) DO UPDATE SET
    fence = lease.fence + CASE WHEN lease.owner = excluded.owner THEN 0 ELSE 1 END,
    owner = excluded.owner,
    ends_at = excluded.ends_at
WHERE lease.owner = excluded.owner OR lease.ends_at <= CAST(:now AS BIGINT)
RETURNING fence;

-- name: lease_release(name, owner)!
UPDATE lease SET ends_at = 0 WHERE name = :name AND owner = :owner;

-- name: room_get(id)^
SELECT id, closed_at, shared FROM desk_room WHERE id = :id;

-- name: room_put(id, closed_at, shared)!
INSERT INTO desk_room (id, closed_at, shared) VALUES (:id, :closed_at, :shared)
ON CONFLICT (id) DO UPDATE SET closed_at = excluded.closed_at, shared = excluded.shared;

-- name: gathered_add(message, ticket)!
INSERT INTO gathered (message, ticket) VALUES (:message, :ticket);

-- name: gathered_has(message)^
SELECT message FROM gathered WHERE message = :message;

-- name: gathered_any(ticket)^
SELECT message FROM gathered WHERE ticket = :ticket LIMIT 1;

-- name: gathered_of(ticket)
SELECT m.* FROM gathered g JOIN message_public m ON m.id = g.message
WHERE g.ticket = :ticket ORDER BY m.at, m.id;

-- name: gathered_drop(ticket)!
DELETE FROM gathered WHERE ticket = :ticket;

-- name: message_public_since(ticket, author, since)^
SELECT CAST(count(*) AS BIGINT) AS number FROM message_public
WHERE ticket = :ticket AND author = :author AND at > :since;

-- name: timer_at(kind, subject)^
SELECT due_at FROM timer WHERE kind = :kind AND subject = :subject;

-- name: outbox_waiting(lane)
SELECT DISTINCT message FROM outbox
WHERE lane = :lane AND message IS NOT NULL AND state IN ('new', 'sending', 'unknown');

-- name: outbox_rest(lane, head)
SELECT seq, payload, opens_thread FROM outbox WHERE lane = :lane AND seq >= :head ORDER BY seq;

-- name: outbox_move(lane, seq, new_lane, new_seq)!
-- Nothing was made of it here, so it is as new there.
UPDATE outbox SET
    lane = :new_lane, seq = :new_seq, state = 'new', attempts = 0, uncertain = 0, moved = moved + 1
WHERE lane = :lane AND seq = :seq;

-- name: lane_state(lane)^
SELECT queue, head, tail FROM lane WHERE id = :lane;

-- name: lane_skip(lane, head, now)!
-- Go on with ``head``, whatever was before it.
UPDATE lane SET
    head = :head,
    fence = fence + 1,
    leased = 0,
    lost = 0,
    ready_at = CASE WHEN :head <= tail THEN CAST(:now AS BIGINT) END
WHERE id = :lane;

-- name: missed_add(resident, number, message, source, ticket, content, at)!
INSERT INTO missed (resident, number, message, source, ticket, content, at)
VALUES (:resident, :number, :message, :source, :ticket, :content, :at) ON CONFLICT DO NOTHING;

-- name: missed_of(resident)
SELECT message, source, ticket, content, at FROM missed WHERE resident = :resident ORDER BY number;

-- name: missed_drop(resident)!
DELETE FROM missed WHERE resident = :resident;
