-- Times are milliseconds since 1970-01-01T00:00:00Z.
CREATE TABLE journal (
    one         INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    id          TEXT    NOT NULL,
    batch       INTEGER NOT NULL
) STRICT;

INSERT INTO journal (one, id, batch) VALUES (1, lower(hex(randomblob(16))), 0);

CREATE TABLE asked (
    number      INTEGER NOT NULL PRIMARY KEY,
    batch       INTEGER NOT NULL,
    site        TEXT    NOT NULL,
    first_asked INTEGER NOT NULL,
    last_asked  INTEGER NOT NULL,
    asked       INTEGER NOT NULL,
    UNIQUE (batch, site)
) STRICT;
