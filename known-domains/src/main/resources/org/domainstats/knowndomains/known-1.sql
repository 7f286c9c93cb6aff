-- Times are milliseconds since 1970-01-01T00:00:00Z. See docs/schema.md.
CREATE TABLE known (
    domain      TEXT    NOT NULL PRIMARY KEY,
    rank        INTEGER,
    established INTEGER NOT NULL,
    registered  INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE feed (
    only        INTEGER NOT NULL PRIMARY KEY CHECK (only = 1),
    major       INTEGER NOT NULL,
    minor       INTEGER NOT NULL,
    generation  INTEGER NOT NULL,
    domains     INTEGER NOT NULL
) STRICT;

INSERT INTO feed VALUES (1, 0, 0, 0, 0);
