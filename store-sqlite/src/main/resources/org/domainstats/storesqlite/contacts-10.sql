-- What an operator allows names to raise without anybody being told. See docs/schema.md.
CREATE TABLE allowances (
    name        TEXT    NOT NULL,
    signal      TEXT    NOT NULL,
    reason      TEXT    NOT NULL,
    until       INTEGER,
    author      TEXT    NOT NULL,
    PRIMARY KEY (name, signal)
) STRICT, WITHOUT ROWID;
