-- Who asked about a site, and how far inputs have come. See docs/schema.md.
CREATE TABLE contact_clients (
    site        TEXT    NOT NULL,
    client      TEXT    NOT NULL,
    first_asked INTEGER NOT NULL,
    last_asked  INTEGER NOT NULL,
    PRIMARY KEY (site, client)
) STRICT, WITHOUT ROWID;

CREATE INDEX contact_clients_by_last ON contact_clients (last_asked);

CREATE TABLE client_key (
    only        INTEGER NOT NULL PRIMARY KEY CHECK (only = 1),
    key         BLOB    NOT NULL
) STRICT;

CREATE TABLE inputs (
    input       TEXT    NOT NULL PRIMARY KEY,
    position    TEXT    NOT NULL
) STRICT, WITHOUT ROWID;
