-- Words that analysts put on sites. See docs/schema.md.
CREATE TABLE labels (
    site        text   COLLATE "C" NOT NULL,
    label       text   COLLATE "C" NOT NULL,
    author      text   NOT NULL,
    at          bigint NOT NULL,
    PRIMARY KEY (site, label)
);
