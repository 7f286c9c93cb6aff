-- Times are milliseconds since 1970-01-01T00:00:00Z. See docs/schema.md.
CREATE TABLE contacts (
    id          INTEGER NOT NULL PRIMARY KEY,
    site        TEXT    NOT NULL,
    first_asked INTEGER NOT NULL,
    last_asked  INTEGER NOT NULL,
    asked       INTEGER NOT NULL
) STRICT;

-- Which contact is a site's. It names the contacts up to contacts_state.indexed, and perhaps more.
CREATE TABLE contact_sites (
    site        TEXT    NOT NULL PRIMARY KEY,
    id          INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE contacts_state (
    only        INTEGER NOT NULL PRIMARY KEY CHECK (only = 1),
    resets      INTEGER NOT NULL,
    reset_at    INTEGER NOT NULL,
    indexed     INTEGER NOT NULL
) STRICT;

INSERT INTO contacts_state VALUES (1, 0, 0, 0);

CREATE TABLE registrations (
    domain      TEXT    NOT NULL PRIMARY KEY,
    outcome     TEXT    NOT NULL,
    registered  INTEGER,
    again       INTEGER,
    precision   TEXT,
    until       INTEGER,
    source      TEXT,
    reason      TEXT,
    checked     INTEGER NOT NULL,
    check_again INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE retries (
    domain      TEXT    NOT NULL PRIMARY KEY,
    priority    INTEGER NOT NULL,
    due         INTEGER NOT NULL,
    attempts    INTEGER NOT NULL,
    reason      TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX retries_by_turn ON retries (priority, due);

CREATE TABLE community_contacts (
    site        TEXT    NOT NULL PRIMARY KEY,
    first_asked INTEGER NOT NULL,
    to_announce INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE daily_counts (
    host        TEXT    NOT NULL,
    day         TEXT    NOT NULL,
    asked       INTEGER NOT NULL,
    PRIMARY KEY (host, day)
) STRICT, WITHOUT ROWID;
