-- Who asked about a site, and how far inputs have come. See docs/postgresql.md.
CREATE TABLE contact_clients (
    site        text   COLLATE "C" NOT NULL,
    client      text   COLLATE "C" NOT NULL,
    first_asked bigint NOT NULL,
    last_asked  bigint NOT NULL,
    PRIMARY KEY (site, client)
);

CREATE INDEX contact_clients_by_last ON contact_clients (last_asked);

CREATE TABLE client_key (
    one         integer NOT NULL PRIMARY KEY CHECK (one = 1),
    key         bytea   NOT NULL
);

CREATE TABLE inputs (
    input       text   COLLATE "C" NOT NULL PRIMARY KEY,
    position    text   NOT NULL
);
