-- How far the journal of each server was taken over: what it was asked while the database could not be reached.
CREATE TABLE journals (
    id          text   COLLATE "C" NOT NULL PRIMARY KEY,
    batch       bigint NOT NULL,
    at          bigint NOT NULL
);
