-- The database at its newest version, for SQLite and PostgreSQL alike. New SQLite files are made from this text;
-- the migrations lead older ones here, and a test compares both. Times are milliseconds since 1970, JSON is text,
-- truth values are 0 and 1.

-- One row per conversation and direction. ``queue`` is 'inbox' or a channel's name, head..tail are the numbers of
-- what waits, ``ready_at`` is when it may be taken (NULL: nothing waits; while leased: when the lease ends),
-- ``lost`` counts leases of the present head that ended without an answer.
CREATE TABLE lane (
    id TEXT NOT NULL PRIMARY KEY,
    queue TEXT NOT NULL,
    head BIGINT NOT NULL,
    tail BIGINT NOT NULL,
    ready_at BIGINT,
    leased INTEGER NOT NULL DEFAULT 0,
    lost INTEGER NOT NULL DEFAULT 0,
    fence BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX lane_ready ON lane (queue, ready_at) WHERE ready_at IS NOT NULL;

-- state: new, done, quarantined. The payload of a handled event is emptied.
CREATE TABLE inbox (
    channel TEXT NOT NULL,
    event_id TEXT NOT NULL,
    lane TEXT NOT NULL,
    seq BIGINT NOT NULL,
    payload TEXT NOT NULL,
    received_at BIGINT NOT NULL,
    state TEXT NOT NULL DEFAULT 'new',
    attempts INTEGER NOT NULL DEFAULT 0,
    error TEXT,
    PRIMARY KEY (channel, event_id)
);
CREATE UNIQUE INDEX inbox_lane ON inbox (lane, seq);
CREATE INDEX inbox_done ON inbox (received_at) WHERE state = 'done';

-- state: new, sending, sent, unknown, dead. ``moved`` counts how often a row went on in another thread.
CREATE TABLE outbox (
    lane TEXT NOT NULL,
    seq BIGINT NOT NULL,
    key TEXT NOT NULL UNIQUE,
    payload TEXT NOT NULL,
    opens_thread INTEGER NOT NULL DEFAULT 0,
    message TEXT,
    source TEXT,
    state TEXT NOT NULL DEFAULT 'new',
    attempts INTEGER NOT NULL DEFAULT 0,
    uncertain INTEGER NOT NULL DEFAULT 0,
    progress TEXT,
    receipt TEXT,
    error TEXT,
    created_at BIGINT NOT NULL,
    sent_at BIGINT,
    part INTEGER NOT NULL DEFAULT 0,
    topic TEXT,
    moved INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (lane, seq)
);
CREATE INDEX outbox_message ON outbox (message) WHERE message IS NOT NULL;
CREATE INDEX outbox_sent ON outbox (sent_at) WHERE state = 'sent';

-- A platform's limit (GCRA). ``tat``, the theoretical arrival time, is in microseconds since 1970.
CREATE TABLE bucket (
    key TEXT NOT NULL PRIMARY KEY,
    tat BIGINT NOT NULL
);

-- ``thread`` is '' where there is none.
CREATE TABLE place (
    destination TEXT NOT NULL PRIMARY KEY,
    channel TEXT NOT NULL,
    room TEXT NOT NULL,
    thread TEXT NOT NULL DEFAULT ''
);
CREATE INDEX place_at ON place (channel, room, thread);

-- What one replica at a time does. It is held until ``ends_at``; ``fence`` grows with every change of owner.
CREATE TABLE lease (
    name TEXT NOT NULL PRIMARY KEY,
    owner TEXT NOT NULL,
    fence BIGINT NOT NULL,
    ends_at BIGINT NOT NULL
);

-- What things that keep changing say at present: a status card (its message), a chat topic's title (its destination).
CREATE TABLE shown (
    what TEXT NOT NULL PRIMARY KEY,
    text TEXT NOT NULL
);

CREATE TABLE resident (
    id TEXT NOT NULL PRIMARY KEY,
    channel TEXT NOT NULL,
    chat TEXT NOT NULL,
    profile_name TEXT NOT NULL,
    language TEXT NOT NULL,
    language_chosen INTEGER NOT NULL,
    name TEXT,
    residence TEXT,
    unit TEXT,
    reachable INTEGER NOT NULL,
    phone TEXT,
    email TEXT,
    sought TEXT NOT NULL DEFAULT '',
    UNIQUE (channel, chat)
);

CREATE TABLE desk_member (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    home INTEGER NOT NULL,
    human INTEGER NOT NULL,
    guest INTEGER NOT NULL,
    active INTEGER NOT NULL
);

-- A channel of the desk that was found closed to us since ``closed_at``, or is ``shared`` with another organisation.
CREATE TABLE desk_room (
    id TEXT NOT NULL PRIMARY KEY,
    closed_at BIGINT,
    shared INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE ticket (
    id TEXT NOT NULL PRIMARY KEY,
    reference TEXT NOT NULL UNIQUE,
    office TEXT NOT NULL,
    resident TEXT NOT NULL REFERENCES resident (id),
    author_name TEXT NOT NULL,
    language TEXT NOT NULL,
    residence TEXT,
    residence_words TEXT,
    unit TEXT,
    topic TEXT NOT NULL,
    department TEXT NOT NULL,
    shape TEXT NOT NULL,
    description TEXT NOT NULL,
    opened_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    state TEXT NOT NULL,
    handler TEXT,
    in_review INTEGER NOT NULL,
    to_qualify INTEGER NOT NULL,
    reopened INTEGER NOT NULL,
    rating INTEGER,
    rating_words TEXT,
    generation INTEGER NOT NULL,
    version INTEGER NOT NULL,
    subject TEXT,
    severity TEXT,
    handled_at BIGINT,
    waiting_since BIGINT,
    escalated INTEGER NOT NULL DEFAULT 0,
    act_now INTEGER NOT NULL DEFAULT 0,
    merged_into TEXT REFERENCES ticket (id),
    split_from TEXT REFERENCES ticket (id),
    vague INTEGER NOT NULL DEFAULT 0,
    kind TEXT NOT NULL DEFAULT 'request',
    severity_proposed INTEGER NOT NULL DEFAULT 0,
    serial TEXT,
    code TEXT,
    wish TEXT,
    wish_by TEXT,
    wish_until BIGINT,
    valid INTEGER,
    cause TEXT,
    solution TEXT,
    adopted_at BIGINT,
    stage TEXT,
    cautions TEXT,
    open_parts INTEGER NOT NULL DEFAULT 0,
    needs_price INTEGER NOT NULL DEFAULT 0,
    came_by TEXT NOT NULL DEFAULT 'chat',
    contact TEXT,
    important INTEGER NOT NULL DEFAULT 0,
    rating_asked INTEGER NOT NULL DEFAULT 0,
    owed_since BIGINT,
    caution_words TEXT
);
CREATE INDEX ticket_open_of ON ticket (resident, opened_at) WHERE state NOT IN ('closed', 'declined', 'merged');
CREATE INDEX ticket_known_in ON ticket (office, resident);
CREATE INDEX ticket_glance ON ticket (
    office, due_at, id, department, residence, topic, kind, shape, severity, state, handler, in_review, act_now,
    reopened, opened_at, handled_at, owed_since
) WHERE state NOT IN ('closed', 'declined', 'merged');
CREATE INDEX ticket_ended_of ON ticket (resident, waiting_since) WHERE state IN ('closed', 'declined');
CREATE UNIQUE INDEX ticket_serial ON ticket (office, serial) WHERE serial IS NOT NULL;

-- The last serial of an office's complaints in a year.
CREATE TABLE serial (
    office TEXT NOT NULL,
    year INTEGER NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (office, year)
);

-- A removed job keeps its row, so that no other ever bears its number.
CREATE TABLE checklist_item (
    ticket TEXT NOT NULL REFERENCES ticket (id),
    number INTEGER NOT NULL,
    label TEXT NOT NULL,
    done_at BIGINT,
    done_by TEXT,
    position INTEGER NOT NULL DEFAULT 0,
    cannot_at BIGINT,
    cannot_by TEXT,
    remark TEXT,
    told INTEGER NOT NULL DEFAULT 0,
    removed INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (ticket, number)
);

-- The office asks again after the work: when, whom it reached, what came of it.
CREATE TABLE follow_up (
    ticket TEXT NOT NULL REFERENCES ticket (id),
    number INTEGER NOT NULL,
    occasion TEXT NOT NULL,
    due_at BIGINT NOT NULL,
    asked_at BIGINT,
    outcome TEXT,
    settled_at BIGINT,
    settled_by TEXT,
    words TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (ticket, number)
);

-- The visits of technicians, each step with its time and who stamped it.
CREATE TABLE visit (
    ticket TEXT NOT NULL REFERENCES ticket (id),
    number INTEGER NOT NULL,
    technician TEXT NOT NULL,
    due_at BIGINT,
    dispatched_at BIGINT,
    dispatched_by TEXT,
    picked_up_at BIGINT,
    picked_up_by TEXT,
    on_site_at BIGINT,
    on_site_by TEXT,
    returned_at BIGINT,
    returned_by TEXT,
    PRIMARY KEY (ticket, number)
);
CREATE INDEX visit_out ON visit (technician) WHERE returned_at IS NULL;

-- What both sides see, and what only staff see: two tables, so that a query for residents can't name the other.
-- ``spans`` is how a text is formatted.
CREATE TABLE message_public (
    id TEXT NOT NULL PRIMARY KEY,
    ticket TEXT NOT NULL REFERENCES ticket (id),
    author TEXT NOT NULL,
    author_name TEXT NOT NULL,
    text TEXT NOT NULL,
    at BIGINT NOT NULL,
    attachments TEXT NOT NULL,
    answers TEXT,
    recalled_at BIGINT,
    spans TEXT NOT NULL DEFAULT '[]',
    for_staff TEXT NOT NULL DEFAULT ''
);
CREATE INDEX message_public_ticket ON message_public (ticket, at, id);

-- Messages of a flood, which wait to be shown together.
CREATE TABLE gathered (
    message TEXT NOT NULL PRIMARY KEY REFERENCES message_public (id),
    ticket TEXT NOT NULL REFERENCES ticket (id)
);
CREATE INDEX gathered_ticket ON gathered (ticket, message);

-- What did not reach a resident because he could not be reached, ``number`` by ``number`` as it was queued: a message of
-- staff (``source``: what they wrote themselves, whose mark follows), or words of ours about a ticket.
CREATE TABLE missed (
    resident TEXT NOT NULL REFERENCES resident (id),
    number BIGINT NOT NULL,
    message TEXT REFERENCES message_public (id),
    source TEXT,
    ticket TEXT REFERENCES ticket (id),
    content TEXT,
    at BIGINT,
    PRIMARY KEY (resident, number)
);
CREATE UNIQUE INDEX missed_message ON missed (resident, message);

CREATE TABLE message_internal (
    id TEXT NOT NULL PRIMARY KEY,
    ticket TEXT NOT NULL REFERENCES ticket (id),
    author TEXT NOT NULL,
    author_name TEXT NOT NULL,
    text TEXT NOT NULL,
    at BIGINT NOT NULL,
    recalled_at BIGINT
);
CREATE INDEX message_internal_ticket ON message_internal (ticket, at, id);

-- What a message said before its edit ``number`` (from 1), made ``at`` by the clock of the platform it was written on.
CREATE TABLE message_version (
    message TEXT NOT NULL,
    number INTEGER NOT NULL,
    text TEXT NOT NULL,
    at BIGINT NOT NULL,
    spans TEXT NOT NULL DEFAULT '[]',
    PRIMARY KEY (message, number)
);

-- Who reacted to a message with what: ``actor`` is a staff key or 'resident', ``stands`` 0 once it was taken back.
CREATE TABLE reaction (
    message TEXT NOT NULL,
    actor TEXT NOT NULL,
    emoji TEXT NOT NULL,
    stands INTEGER NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (message, actor, emoji)
);

-- A platform's message that is a copy (or the original) of ours. A copy has the ``destination`` it was sent to and the
-- ``part`` of the message that it shows: the text from 0 up, files from -1 down. An original that a form made part of a
-- longer message has its own ``words``.
CREATE TABLE link (
    id TEXT NOT NULL PRIMARY KEY,
    channel TEXT NOT NULL,
    room TEXT NOT NULL,
    ref TEXT NOT NULL,
    message TEXT NOT NULL,
    ticket TEXT NOT NULL REFERENCES ticket (id),
    destination TEXT,
    part INTEGER NOT NULL DEFAULT 0,
    words TEXT,
    UNIQUE (channel, room, ref)
);
CREATE INDEX link_message ON link (message, id);

-- Which message the parts of an album are, and the words of each part (``ref`` is the platform's message; '' for words
-- that came by no message of their own). The message's text is these words, in the order of the parts.
CREATE TABLE album (
    channel TEXT NOT NULL,
    room TEXT NOT NULL,
    id TEXT NOT NULL,
    message TEXT NOT NULL REFERENCES message_public (id),
    PRIMARY KEY (channel, room, id)
);
CREATE INDEX album_message ON album (message);

CREATE TABLE caption (
    message TEXT NOT NULL REFERENCES message_public (id),
    ref TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (message, ref)
);

CREATE TABLE attachment (
    id TEXT NOT NULL PRIMARY KEY,
    ticket TEXT REFERENCES ticket (id),
    channel TEXT NOT NULL,
    source TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size BIGINT,
    sha256 TEXT
);

-- side: before, after.
CREATE TABLE item_photo (
    attachment TEXT NOT NULL PRIMARY KEY REFERENCES attachment (id),
    ticket TEXT NOT NULL REFERENCES ticket (id),
    number INTEGER NOT NULL,
    side TEXT NOT NULL,
    at BIGINT NOT NULL,
    by TEXT NOT NULL
);
CREATE INDEX item_photo_ticket ON item_photo (ticket, number, at);

-- Codes by which a chat becomes somebody's, once; ``whose`` is the destination that gets it. What was tried in vain.
CREATE TABLE invitation (
    digest TEXT NOT NULL PRIMARY KEY,
    whose TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT
);
CREATE INDEX invitation_of ON invitation (whose);

CREATE TABLE wrong_code (
    channel TEXT NOT NULL,
    chat TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX wrong_code_from ON wrong_code (channel, chat);
CREATE INDEX wrong_code_at ON wrong_code (at);

-- A person recorded by staff whose requests became those of a chat's resident (ADR 0040), what that one was called and
-- where he lived before, and the requests that came along. One that has ended is kept.
CREATE TABLE person_link (
    id TEXT NOT NULL PRIMARY KEY,
    person TEXT NOT NULL REFERENCES resident (id),
    chat TEXT NOT NULL REFERENCES resident (id),
    since BIGINT NOT NULL,
    invited_by TEXT NOT NULL,
    name TEXT,
    residence TEXT,
    unit TEXT,
    phone TEXT,
    email TEXT,
    ended_at BIGINT,
    ended_by TEXT
);
CREATE UNIQUE INDEX person_link_of ON person_link (person) WHERE ended_at IS NULL;
CREATE INDEX person_link_at ON person_link (chat) WHERE ended_at IS NULL;

CREATE TABLE person_ticket (
    link TEXT NOT NULL REFERENCES person_link (id),
    ticket TEXT NOT NULL REFERENCES ticket (id),
    PRIMARY KEY (link, ticket)
);

-- Technicians who have their jobs in a chat. An ended link is kept: who was let in by whom, and when it ended.
CREATE TABLE technician_link (
    id TEXT NOT NULL PRIMARY KEY,
    member TEXT NOT NULL,
    channel TEXT NOT NULL,
    chat TEXT NOT NULL,
    linked_at BIGINT NOT NULL,
    invited_by TEXT NOT NULL,
    ended_at BIGINT,
    ended_why TEXT NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX technician_link_of ON technician_link (member) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX technician_link_at ON technician_link (channel, chat) WHERE ended_at IS NULL;

CREATE TABLE job (
    ticket TEXT NOT NULL REFERENCES ticket (id),
    visit INTEGER NOT NULL,
    member TEXT NOT NULL,
    message TEXT NOT NULL DEFAULT '',
    shown TEXT NOT NULL DEFAULT '',
    over INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (ticket, visit, member)
);
CREATE INDEX job_for ON job (member, over);

CREATE TABLE work_keyboard (
    nonce TEXT NOT NULL PRIMARY KEY,
    member TEXT NOT NULL,
    actions TEXT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX work_keyboard_expires ON work_keyboard (expires_at);

CREATE TABLE work_question (
    member TEXT NOT NULL PRIMARY KEY,
    action TEXT NOT NULL
);

CREATE TABLE loose_photo (
    attachment TEXT NOT NULL PRIMARY KEY REFERENCES attachment (id),
    bundle TEXT NOT NULL,
    by TEXT NOT NULL,
    at BIGINT NOT NULL,
    words TEXT NOT NULL DEFAULT '',
    ticket TEXT REFERENCES ticket (id)
);
CREATE INDEX loose_photo_bundle ON loose_photo (bundle, at);

-- One form per chat topic; ``topic`` is '' for the chat itself.
CREATE TABLE dialog (
    resident TEXT NOT NULL REFERENCES resident (id),
    topic TEXT NOT NULL,
    state TEXT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (resident, topic)
);

CREATE TABLE keyboard (
    nonce TEXT NOT NULL PRIMARY KEY,
    resident TEXT NOT NULL REFERENCES resident (id),
    actions TEXT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX keyboard_expires ON keyboard (expires_at);

CREATE TABLE timer (
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    due_at BIGINT NOT NULL,
    PRIMARY KEY (kind, subject)
);
CREATE INDEX timer_due ON timer (due_at);

CREATE TABLE history (
    id TEXT NOT NULL PRIMARY KEY,
    ticket TEXT NOT NULL REFERENCES ticket (id),
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    what TEXT NOT NULL,
    detail TEXT NOT NULL
);
CREATE INDEX history_ticket ON history (ticket, at, id);

-- What staff promised, or wanted to. ``amount`` is a decimal number, '' for none. state: asked, given, refused.
CREATE TABLE promise (
    id TEXT NOT NULL PRIMARY KEY,
    ticket TEXT NOT NULL REFERENCES ticket (id),
    member TEXT NOT NULL,
    waiver INTEGER NOT NULL,
    what TEXT NOT NULL,
    amount TEXT NOT NULL,
    currency TEXT NOT NULL,
    by_day TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    state TEXT NOT NULL,
    asked TEXT,
    decided_by TEXT,
    decided_at BIGINT,
    reason TEXT
);
CREATE INDEX promise_ticket ON promise (ticket, made_at, id);

-- Posts of ours that ask staff for something, with what they say at present.
CREATE TABLE slip (
    id TEXT NOT NULL PRIMARY KEY,
    ticket TEXT NOT NULL REFERENCES ticket (id),
    destination TEXT NOT NULL,
    post TEXT NOT NULL,
    settled_at BIGINT
);
CREATE INDEX slip_open ON slip (ticket, id) WHERE settled_at IS NULL;
CREATE INDEX slip_settled ON slip (settled_at) WHERE settled_at IS NOT NULL;

-- Questions to the developer or another company, and what came back.
CREATE TABLE outside (
    id TEXT NOT NULL PRIMARY KEY,
    ticket TEXT NOT NULL REFERENCES ticket (id),
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    question TEXT NOT NULL,
    asked_by TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    answer TEXT,
    answered_by TEXT,
    answered_at BIGINT,
    told_at BIGINT
);
CREATE INDEX outside_ticket ON outside (ticket, asked_at, id);

-- The words that a ticket is found by, without case and accents, as UTF-8: bytes sort alike everywhere (ADR 0026).
CREATE TABLE ticket_word (
    ticket TEXT NOT NULL REFERENCES ticket (id),
    word BYTEA NOT NULL,
    office TEXT NOT NULL,
    PRIMARY KEY (ticket, word)
);
CREATE INDEX ticket_word_find ON ticket_word (office, word, ticket);

-- Whose home tab is kept current: who opened it when last, and when it was drawn last. ``member`` is the platform's id.
CREATE TABLE home (
    member TEXT NOT NULL PRIMARY KEY,
    opened_at BIGINT NOT NULL,
    shown_at BIGINT NOT NULL
);

-- A colleague's part of a request. state: open, done, dropped.
CREATE TABLE subticket (
    id TEXT NOT NULL PRIMARY KEY,
    ticket TEXT NOT NULL REFERENCES ticket (id),
    subject TEXT NOT NULL,
    handler TEXT NOT NULL,
    asked_by TEXT NOT NULL,
    opened_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    state TEXT NOT NULL,
    closed_at BIGINT,
    closed_by TEXT
);
CREATE INDEX subticket_ticket ON subticket (ticket, opened_at, id);
CREATE INDEX subticket_for ON subticket (handler, due_at) WHERE state = 'open';

-- A talk with a contractor; what is said in it is among the internal messages.
CREATE TABLE talk (
    id TEXT NOT NULL PRIMARY KEY,
    ticket TEXT NOT NULL REFERENCES ticket (id),
    contractor TEXT NOT NULL,
    asked_by TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    answered_at BIGINT,
    failed INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX talk_ticket ON talk (ticket, asked_at, id);

-- A price told to the resident, ``minor`` in the currency's smallest unit. state: offered, accepted, declined, lapsed,
-- replaced.
CREATE TABLE quote (
    id TEXT NOT NULL PRIMARY KEY,
    ticket TEXT NOT NULL REFERENCES ticket (id),
    minor BIGINT NOT NULL,
    currency TEXT NOT NULL,
    purpose TEXT NOT NULL,
    offered_by TEXT NOT NULL,
    offered_at BIGINT NOT NULL,
    valid_until BIGINT NOT NULL,
    state TEXT NOT NULL,
    answered_at BIGINT
);
CREATE INDEX quote_ticket ON quote (ticket, offered_at, id);

-- Visits agreed with residents. state: offered, lapsed, wished, agreed, missed, over, cancelled.
CREATE TABLE appointment (
    id TEXT NOT NULL PRIMARY KEY,
    ticket TEXT NOT NULL REFERENCES ticket (id),
    technician TEXT NOT NULL,
    offered_by TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    state TEXT NOT NULL,
    turn INTEGER NOT NULL,
    note TEXT,
    offers TEXT NOT NULL,
    wish TEXT,
    starts_at BIGINT,
    ends_at BIGINT,
    agreed_at BIGINT,
    files INTEGER NOT NULL,
    filed INTEGER NOT NULL,
    on_way_at BIGINT,
    arrived_at BIGINT,
    arrived_by TEXT,
    over_at BIGINT,
    missed_at BIGINT,
    contractor TEXT,
    wishes TEXT NOT NULL DEFAULT '[]'
);
CREATE INDEX appointment_ticket ON appointment (ticket, made_at, id);

-- The ledger of what was promised for a certain time. kind: visit, answer, call, promise; outcome: kept, broken,
-- withdrawn, nothing while it is open.
CREATE TABLE pledge (
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    ticket TEXT NOT NULL REFERENCES ticket (id),
    made_by TEXT,
    promised_for BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    words TEXT NOT NULL,
    outcome TEXT,
    settled_at BIGINT,
    PRIMARY KEY (kind, subject)
);
CREATE INDEX pledge_ticket ON pledge (ticket, promised_for);
CREATE INDEX pledge_open ON pledge (promised_for) WHERE outcome IS NULL;
CREATE INDEX pledge_settled ON pledge (settled_at);
-- Requests that staff go through one by one (handover, daily, weekly). ``slot`` names what a sheet was made for.
CREATE TABLE sheet (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    office TEXT NOT NULL,
    department TEXT,
    slot TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    opened_at BIGINT NOT NULL,
    opened_by TEXT,
    closed_at BIGINT,
    reminded INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX sheet_latest ON sheet (kind, office, opened_at);
CREATE INDEX sheet_unfinished ON sheet (office) WHERE closed_at IS NULL;

CREATE TABLE sheet_item (
    sheet TEXT NOT NULL REFERENCES sheet (id),
    ticket TEXT NOT NULL REFERENCES ticket (id),
    position INTEGER NOT NULL,
    why TEXT NOT NULL,
    carried INTEGER NOT NULL DEFAULT 0,
    settled_by TEXT,
    settled_at BIGINT,
    note TEXT NOT NULL DEFAULT '',
    asked_by TEXT,
    question TEXT NOT NULL DEFAULT '',
    answered_by TEXT,
    answer TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (sheet, ticket)
);
CREATE INDEX sheet_item_ticket ON sheet_item (ticket);

-- Joint complaints. state: proposed, refused, open, solved. belongs: linked, asked, apart. ``incident_watch`` is there to
-- be locked by whoever looks at the complaints of a topic and residence.
CREATE TABLE incident_watch (
    office TEXT NOT NULL,
    residence TEXT NOT NULL,
    topic TEXT NOT NULL,
    PRIMARY KEY (office, residence, topic)
);

CREATE TABLE incident (
    id TEXT NOT NULL PRIMARY KEY,
    office TEXT NOT NULL,
    residence TEXT NOT NULL,
    topic TEXT NOT NULL,
    room TEXT NOT NULL,
    proposed_at BIGINT NOT NULL,
    state TEXT NOT NULL,
    decided_by TEXT,
    decided_at BIGINT,
    solved_at BIGINT,
    reported_at BIGINT
);
CREATE INDEX incident_unfinished ON incident (office) WHERE state IN ('proposed', 'open');
CREATE INDEX incident_place ON incident (office, residence, topic, proposed_at);

CREATE TABLE incident_ticket (
    incident TEXT NOT NULL REFERENCES incident (id),
    ticket TEXT NOT NULL REFERENCES ticket (id),
    belongs TEXT NOT NULL,
    since BIGINT NOT NULL,
    PRIMARY KEY (incident, ticket)
);
CREATE INDEX incident_ticket_ticket ON incident_ticket (ticket);
CREATE INDEX ticket_complaints ON ticket (office, kind, opened_at);
-- The clocks of open tickets. name: handler, answer, word, solve, result, outside, grave. A paused one has no ``counted_from``
-- and no ``due_at``; ``used`` is how many milliseconds had counted before ``counted_from``.
CREATE TABLE clock (
    ticket TEXT NOT NULL REFERENCES ticket (id),
    name TEXT NOT NULL,
    since BIGINT NOT NULL,
    counted_from BIGINT,
    used BIGINT NOT NULL,
    due_at BIGINT,
    remind_at BIGINT,
    reminded_at BIGINT,
    step_at BIGINT,
    held_since BIGINT,
    until BIGINT,
    PRIMARY KEY (ticket, name)
);

-- More time for a complaint, as asked of a manager. state: asked, given, refused.
CREATE TABLE extension (
    id TEXT NOT NULL PRIMARY KEY,
    ticket TEXT NOT NULL REFERENCES ticket (id),
    asked_by TEXT NOT NULL,
    asked_of TEXT NOT NULL,
    reason TEXT NOT NULL,
    until BIGINT NOT NULL,
    asked_at BIGINT NOT NULL,
    state TEXT NOT NULL,
    decided_by TEXT,
    decided_at BIGINT,
    why TEXT
);
CREATE INDEX extension_ticket ON extension (ticket, asked_at, id);

-- Who is away, from the day ``first`` through ``last`` (2026-05-04): what /palier away says; the office file has its own.
CREATE TABLE absence (
    id TEXT NOT NULL PRIMARY KEY,
    member TEXT NOT NULL,
    first TEXT NOT NULL,
    last TEXT NOT NULL,
    by TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX absence_last ON absence (last);
