-- The contacts with what is known of them, to be listed and counted, made anew from the contacts at any time. See docs/postgresql.md.
CREATE TABLE triage (
    id          bigint NOT NULL PRIMARY KEY,
    site        text    COLLATE "C" NOT NULL,
    domain      text    COLLATE "C",
    first_asked bigint NOT NULL,
    age         integer NOT NULL,
    young       integer NOT NULL,
    registered  bigint,
    status      text    NOT NULL,
    rank        integer,
    first_us    bigint,
    for_us      integer NOT NULL,
    sleeper     integer NOT NULL,
    score       integer,
    settled     integer NOT NULL,
    mark        integer NOT NULL
);

CREATE INDEX triage_first ON triage (first_asked, id);
CREATE INDEX triage_age ON triage (age, first_asked, id);
CREATE INDEX triage_young ON triage (first_asked, id) WHERE young = 1;
CREATE INDEX triage_sleeper ON triage (first_asked, id) WHERE sleeper = 1;
CREATE INDEX triage_for_us ON triage (first_asked, id) WHERE for_us = 1;
CREATE INDEX triage_marked ON triage (first_asked, id) WHERE mark > 0;
CREATE INDEX triage_unsettled ON triage (id) WHERE settled = 0;
CREATE INDEX triage_hosted ON triage (domain, id) WHERE domain IS NOT NULL;

CREATE TABLE triage_counts (
    at          bigint NOT NULL,
    age         integer NOT NULL,
    young       integer NOT NULL,
    ranked      integer NOT NULL,
    for_us      integer NOT NULL,
    sleeper     integer NOT NULL,
    contacts    bigint NOT NULL,
    PRIMARY KEY (at, age, young, ranked, for_us, sleeper)
);

CREATE TABLE triage_state (
    one         integer NOT NULL PRIMARY KEY CHECK (one = 1),
    up_to       bigint NOT NULL
);

INSERT INTO triage_state VALUES (1, 0);

-- What analysts decided and wrote down.
CREATE TABLE notes (
    site        text   COLLATE "C" NOT NULL PRIMARY KEY,
    mark        text   NOT NULL,
    note        text   NOT NULL,
    author      text   NOT NULL,
    at          bigint NOT NULL
);
