-- Who asked, by the number of the contact instead of its name: rows of new contacts stand side by side. See docs/schema.md.
CREATE TABLE clients_by_number (
    contact     INTEGER NOT NULL,
    client      TEXT    NOT NULL,
    first_asked INTEGER NOT NULL,
    last_asked  INTEGER NOT NULL,
    PRIMARY KEY (contact, client)
) STRICT, WITHOUT ROWID;

INSERT INTO clients_by_number (contact, client, first_asked, last_asked)
    SELECT c.id, o.client, o.first_asked, o.last_asked
        FROM contacts c CROSS JOIN contact_clients o ON o.site = c.site ORDER BY c.id;

DROP TABLE contact_clients;

ALTER TABLE clients_by_number RENAME TO contact_clients;
