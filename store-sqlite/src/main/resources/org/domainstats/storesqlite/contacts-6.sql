-- The log of events, and what it is made from. See docs/schema.md.
CREATE TABLE events (
    number      INTEGER NOT NULL PRIMARY KEY,
    id          TEXT    NOT NULL,
    kind        TEXT    NOT NULL,
    site        TEXT    NOT NULL,
    at          INTEGER NOT NULL,
    body        TEXT    NOT NULL
) STRICT;

CREATE TABLE events_state (
    only        INTEGER NOT NULL PRIMARY KEY CHECK (only = 1),
    steps       INTEGER NOT NULL,
    last        INTEGER NOT NULL,
    contacts    INTEGER NOT NULL,
    holder      TEXT    NOT NULL,
    held_until  INTEGER NOT NULL
) STRICT;

INSERT INTO events_state SELECT 1, 0, 0, coalesce(max(id), 0), '', 0 FROM contacts;

CREATE TABLE event_watches (
    name        TEXT    NOT NULL,
    awaited     TEXT    NOT NULL,
    since       INTEGER NOT NULL,
    due         INTEGER NOT NULL,
    looks       INTEGER NOT NULL,
    note        TEXT    NOT NULL,
    PRIMARY KEY (name, awaited)
) STRICT, WITHOUT ROWID;

CREATE INDEX event_watches_by_due ON event_watches (due);

CREATE TABLE event_outputs (
    name        TEXT    NOT NULL PRIMARY KEY,
    delivered   INTEGER NOT NULL,
    dropped     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE registration_changes (
    number      INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    domain      TEXT    NOT NULL,
    kind        TEXT    NOT NULL,
    at          INTEGER NOT NULL,
    former      INTEGER
) STRICT;

-- Contacts that were taken over from elsewhere, as ranges of their numbers: no events are made of them.
CREATE TABLE past_contacts (
    first       INTEGER NOT NULL PRIMARY KEY,
    last        INTEGER NOT NULL
) STRICT;
