-- The contacts with what is known of them, to be listed and counted, made anew from contacts.db when it is lost. See docs/schema.md.
CREATE TABLE triage (
    id          INTEGER NOT NULL PRIMARY KEY,
    site        TEXT    NOT NULL,
    domain      TEXT,
    first_asked INTEGER NOT NULL,
    age         INTEGER NOT NULL,
    young       INTEGER NOT NULL,
    registered  INTEGER,
    status      TEXT    NOT NULL,
    rank        INTEGER,
    first_us    INTEGER,
    for_us      INTEGER NOT NULL,
    sleeper     INTEGER NOT NULL,
    score       INTEGER,
    settled     INTEGER NOT NULL,
    mark        INTEGER NOT NULL
) STRICT;

CREATE INDEX triage_first ON triage (first_asked);
CREATE INDEX triage_age ON triage (age, first_asked);
CREATE INDEX triage_young ON triage (first_asked) WHERE young = 1;
CREATE INDEX triage_sleeper ON triage (first_asked) WHERE sleeper = 1;
CREATE INDEX triage_for_us ON triage (first_asked) WHERE for_us = 1;
CREATE INDEX triage_marked ON triage (first_asked) WHERE mark > 0;
CREATE INDEX triage_unsettled ON triage (id) WHERE settled = 0;
CREATE INDEX triage_hosted ON triage (domain) WHERE domain IS NOT NULL;

CREATE TABLE triage_counts (
    at          INTEGER NOT NULL,
    age         INTEGER NOT NULL,
    young       INTEGER NOT NULL,
    ranked      INTEGER NOT NULL,
    for_us      INTEGER NOT NULL,
    sleeper     INTEGER NOT NULL,
    contacts    INTEGER NOT NULL,
    PRIMARY KEY (at, age, young, ranked, for_us, sleeper)
) STRICT, WITHOUT ROWID;

CREATE TABLE triage_state (
    only        INTEGER NOT NULL PRIMARY KEY CHECK (only = 1),
    up_to       INTEGER NOT NULL
) STRICT;

INSERT INTO triage_state VALUES (1, 0);
