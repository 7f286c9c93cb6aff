-- What analysts decided and wrote down. See docs/schema.md.
CREATE TABLE notes (
    site        TEXT    NOT NULL PRIMARY KEY,
    mark        TEXT    NOT NULL,
    note        TEXT    NOT NULL,
    author      TEXT    NOT NULL,
    at          INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
