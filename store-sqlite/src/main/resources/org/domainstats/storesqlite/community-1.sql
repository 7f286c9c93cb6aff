-- Times are milliseconds since 1970-01-01T00:00:00Z.
CREATE TABLE first_claims (
    site        TEXT    NOT NULL PRIMARY KEY,
    question    TEXT    NOT NULL,
    at          INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX first_claims_at ON first_claims (at);

CREATE TABLE askers (
    domain      TEXT    NOT NULL,
    hash        INTEGER NOT NULL,
    PRIMARY KEY (domain, hash)
) STRICT, WITHOUT ROWID;

CREATE TABLE public_domains (
    domain      TEXT    NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;
