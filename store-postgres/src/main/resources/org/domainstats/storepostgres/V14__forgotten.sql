-- Names that were forgotten, as SHA-256: a server that was away must not bring one back with what it had noted before.
CREATE TABLE forgotten (
    hash        bytea  NOT NULL PRIMARY KEY,
    at          bigint NOT NULL
);
