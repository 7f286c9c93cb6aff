-- Turns that servers take one after the other: at a registry's host, at looking a domain up. holder is 0 in the pause after one.
CREATE TABLE turns (
    name        text   COLLATE "C" NOT NULL PRIMARY KEY,
    holder      bigint NOT NULL,
    until       bigint NOT NULL
) WITH (fillfactor = 50);
