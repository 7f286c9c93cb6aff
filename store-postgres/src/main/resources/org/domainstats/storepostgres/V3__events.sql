-- The log of events, and what it is made from. See docs/postgresql.md.
CREATE TABLE events (
    number      bigint NOT NULL PRIMARY KEY,
    id          text   NOT NULL,
    kind        text   NOT NULL,
    site        text   COLLATE "C" NOT NULL,
    at          bigint NOT NULL,
    body        text   NOT NULL
);

-- One row. Whoever logs events holds it until the transaction ends, so that events are numbered in the order in which they
-- were committed. holder is the process that makes and delivers events, until held_until.
CREATE TABLE events_state (
    one         integer NOT NULL PRIMARY KEY CHECK (one = 1),
    steps       bigint  NOT NULL,
    last        bigint  NOT NULL,
    contacts    bigint  NOT NULL,
    holder      text    NOT NULL,
    held_until  bigint  NOT NULL
) WITH (fillfactor = 10);

INSERT INTO events_state (one, steps, last, contacts, holder, held_until)
    SELECT 1, 0, 0, last, '', 0 FROM contacts_state;

CREATE TABLE event_watches (
    name        text    COLLATE "C" NOT NULL,
    awaited     text    NOT NULL,
    since       bigint  NOT NULL,
    due         bigint  NOT NULL,
    looks       integer NOT NULL,
    note        text    NOT NULL,
    PRIMARY KEY (name, awaited)
);

CREATE INDEX event_watches_by_due ON event_watches (due);

CREATE TABLE event_outputs (
    name        text   NOT NULL PRIMARY KEY,
    delivered   bigint NOT NULL,
    dropped     bigint NOT NULL
);

-- Changes of registrations, until an event was made of them.
CREATE TABLE registration_changes (
    number      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    domain      text   COLLATE "C" NOT NULL,
    kind        text   NOT NULL,
    at          bigint NOT NULL,
    former      bigint
);
