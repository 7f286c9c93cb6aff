-- Who asked, by the number of the contact instead of its name: rows of new contacts stand side by side. See docs/postgresql.md.
CREATE TABLE clients_by_number (
    contact     bigint NOT NULL,
    client      text   COLLATE "C" NOT NULL,
    first_asked bigint NOT NULL,
    last_asked  bigint NOT NULL,
    PRIMARY KEY (contact, client)
);

INSERT INTO clients_by_number (contact, client, first_asked, last_asked)
    SELECT c.id, o.client, o.first_asked, o.last_asked
        FROM contacts c JOIN contact_clients o ON o.site = c.site ORDER BY c.id;

DROP TABLE contact_clients;

ALTER TABLE clients_by_number RENAME TO contact_clients;

ALTER TABLE contact_clients RENAME CONSTRAINT clients_by_number_pkey TO contact_clients_pkey;

-- Rows stand in the order of time, so that one entry for many of them finds the old ones.
CREATE INDEX contact_clients_by_last ON contact_clients USING brin (last_asked);
