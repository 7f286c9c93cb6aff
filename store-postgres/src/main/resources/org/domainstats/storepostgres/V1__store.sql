-- Times are milliseconds since 1970-01-01T00:00:00Z. Names sort by their bytes. See docs/postgresql.md.

-- The first contacts. claim is the number of the request that announced one; 0 when it was announced elsewhere; less than
-- 0, another number each time, when nobody received it, so that the next request announces it.
CREATE TABLE contacts (
    site        text   COLLATE "C" NOT NULL PRIMARY KEY,
    id          bigint NOT NULL UNIQUE,
    first_asked bigint NOT NULL,
    last_asked  bigint NOT NULL,
    asked       bigint NOT NULL,
    claim       bigint NOT NULL
) WITH (fillfactor = 90);

-- One row. last is the number of the newest contact: a transaction that makes contacts holds this row until it has
-- ended, so that contacts are numbered in the order in which they were committed. settled counts how often announcements
-- were taken back that had been in doubt: like resets, it tells servers that what they hold in memory is stale.
CREATE TABLE contacts_state (
    one         integer NOT NULL PRIMARY KEY CHECK (one = 1),
    last        bigint  NOT NULL,
    resets      bigint  NOT NULL,
    settled     bigint  NOT NULL
) WITH (fillfactor = 10);

INSERT INTO contacts_state (one, last, resets, settled) VALUES (1, 0, 0, 0);

CREATE TABLE registrations (
    domain      text   COLLATE "C" NOT NULL PRIMARY KEY,
    outcome     text   NOT NULL,
    registered  bigint,
    again       bigint,
    precision   text,
    until       bigint,
    source      text,
    reason      text,
    checked     bigint NOT NULL,
    check_again bigint NOT NULL
);

CREATE TABLE retries (
    domain      text    COLLATE "C" NOT NULL PRIMARY KEY,
    priority    integer NOT NULL,
    due         bigint  NOT NULL,
    attempts    integer NOT NULL,
    reason      text    NOT NULL
);

CREATE INDEX retries_by_turn ON retries (priority, due);

CREATE TABLE community_contacts (
    site        text    COLLATE "C" NOT NULL PRIMARY KEY,
    first_asked bigint  NOT NULL,
    -- As in contacts; 0 when it is not ours to announce, NULL when it is and nobody did.
    claim       bigint,
    -- Words that the community put on a site, one a line.
    labels      text
);

CREATE TABLE daily_counts (
    host        text    NOT NULL,
    day         date    NOT NULL,
    asked       integer NOT NULL,
    PRIMARY KEY (host, day)
);

-- Of a community server: which request the community's first contact with a site belongs to.
CREATE TABLE first_claims (
    site        text   COLLATE "C" NOT NULL PRIMARY KEY,
    question    text   NOT NULL,
    at          bigint NOT NULL
);

CREATE INDEX first_claims_at ON first_claims (at);

-- Of a community server: who asked about a domain that is not public yet, as a hash.
CREATE TABLE askers (
    domain      text   COLLATE "C" NOT NULL,
    hash        bigint NOT NULL,
    PRIMARY KEY (domain, hash)
);

CREATE TABLE public_domains (
    domain      text   COLLATE "C" NOT NULL PRIMARY KEY
);
