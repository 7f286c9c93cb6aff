-- What lists of new domains say, and which lists were taken. See docs/schema.md.
CREATE TABLE hints (
    domain      TEXT    NOT NULL,
    kind        TEXT    NOT NULL,
    day         INTEGER NOT NULL,
    list        TEXT    NOT NULL,
    since       INTEGER NOT NULL,
    PRIMARY KEY (domain, kind)
) STRICT, WITHOUT ROWID;

CREATE INDEX hints_day ON hints (day);

CREATE TABLE hint_lists (
    name        TEXT    NOT NULL PRIMARY KEY,
    origin      TEXT    NOT NULL,
    version     TEXT    NOT NULL,
    taken       INTEGER NOT NULL,
    domains     INTEGER NOT NULL,
    times       INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
