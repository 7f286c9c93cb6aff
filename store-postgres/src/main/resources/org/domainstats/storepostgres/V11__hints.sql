-- What lists of new domains say, and which lists were taken. See docs/schema.md.
CREATE TABLE hints (
    domain      text   COLLATE "C" NOT NULL,
    kind        text   COLLATE "C" NOT NULL,
    day         bigint NOT NULL,
    list        text   NOT NULL,
    since       bigint NOT NULL,
    PRIMARY KEY (domain, kind)
);

CREATE INDEX hints_day ON hints (day);

CREATE TABLE hint_lists (
    name        text   COLLATE "C" NOT NULL PRIMARY KEY,
    origin      text   NOT NULL,
    version     text   NOT NULL,
    taken       bigint NOT NULL,
    domains     bigint NOT NULL,
    times       bigint NOT NULL
);
