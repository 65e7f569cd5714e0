-- name: incident_watch(office, residence, topic)!
-- The row is held until the commit: whoever comes second waits, and then sees what the first has done.
INSERT INTO incident_watch (office, residence, topic) VALUES (:office, :residence, :topic)
ON CONFLICT (office, residence, topic) DO UPDATE SET topic = excluded.topic;

-- name: incident_add(id, office, residence, topic, room, proposed_at, state, decided_by, decided_at, solved_at, reported_at)!
INSERT INTO incident (
    id, office, residence, topic, room, proposed_at, state, decided_by, decided_at, solved_at, reported_at
) VALUES (
    :id, :office, :residence, :topic, :room, :proposed_at, :state, :decided_by, :decided_at, :solved_at, :reported_at
);

-- name: incident_hold(id)^
UPDATE incident SET state = state WHERE id = :id
RETURNING *;

-- name: incident_save(id, state, decided_by, decided_at, solved_at, reported_at)!
UPDATE incident SET
    state = :state, decided_by = :decided_by, decided_at = :decided_at, solved_at = :solved_at,
    reported_at = :reported_at
WHERE id = :id;

-- name: incident_standing(office, residence, topic)^
SELECT * FROM incident
WHERE office = :office AND residence = :residence AND topic = :topic AND state IN ('proposed', 'open')
ORDER BY proposed_at DESC, id DESC LIMIT 1;

-- name: incidents_unfinished(office)
SELECT * FROM incident WHERE office = :office AND state IN ('proposed', 'open') ORDER BY proposed_at, id;

-- name: involved_put(incident, ticket, belongs, since)!
INSERT INTO incident_ticket (incident, ticket, belongs, since) VALUES (:incident, :ticket, :belongs, :since)
ON CONFLICT (incident, ticket) DO UPDATE SET belongs = excluded.belongs, since = excluded.since;

-- name: involved_in(incident)
SELECT * FROM incident_ticket WHERE incident = :incident ORDER BY since, ticket;

-- name: incidents_of(ticket)
SELECT i.*, t.incident, t.ticket, t.belongs, t.since FROM incident_ticket t
JOIN incident i ON i.id = t.incident
WHERE t.ticket = :ticket ORDER BY i.proposed_at DESC, i.id DESC;

-- name: complaints_alike(office, residence, topic, since)
SELECT * FROM ticket
WHERE office = :office AND residence = :residence AND topic = :topic AND kind = 'complaint'
    AND state NOT IN ('closed', 'declined', 'merged') AND opened_at >= :since
    AND NOT EXISTS (
        SELECT 1 FROM incident_ticket i JOIN incident ON incident.id = i.incident
        WHERE i.ticket = ticket.id AND incident.topic = :topic AND incident.residence = :residence
    )
ORDER BY opened_at, id;
