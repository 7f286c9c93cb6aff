-- Words that analysts put on sites. See docs/schema.md.
CREATE TABLE labels (
    site        TEXT    NOT NULL,
    label       TEXT    NOT NULL,
    author      TEXT    NOT NULL,
    at          INTEGER NOT NULL,
    PRIMARY KEY (site, label)
) STRICT, WITHOUT ROWID;
