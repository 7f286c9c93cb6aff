-- Who is signed in, and codes with which one may sign in once. See docs/schema.md.
CREATE TABLE sessions (
    id          TEXT    NOT NULL PRIMARY KEY,
    holder      TEXT    NOT NULL,
    credential  TEXT    NOT NULL,
    created     INTEGER NOT NULL,
    expires     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE session_key (
    only        INTEGER NOT NULL PRIMARY KEY CHECK (only = 1),
    key         BLOB    NOT NULL
) STRICT;

-- Who changed or exported what.
CREATE TABLE audit (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    at          INTEGER NOT NULL,
    who         TEXT    NOT NULL,
    client      TEXT    NOT NULL,
    action      TEXT    NOT NULL,
    subject     TEXT    NOT NULL
) STRICT;

CREATE INDEX audit_at ON audit (at);
