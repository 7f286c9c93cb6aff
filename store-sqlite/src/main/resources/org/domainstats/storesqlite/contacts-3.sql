-- The newer part of the index: small, so that new rows share its pages. See docs/schema.md.
CREATE TABLE contact_sites_newer (
    site        TEXT    NOT NULL PRIMARY KEY,
    id          INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
