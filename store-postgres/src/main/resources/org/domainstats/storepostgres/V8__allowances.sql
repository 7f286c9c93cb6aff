-- What an operator allows names to raise without anybody being told. See docs/schema.md.
CREATE TABLE allowances (
    name        text   COLLATE "C" NOT NULL,
    signal      text   NOT NULL,
    reason      text   NOT NULL,
    until       bigint,
    author      text   NOT NULL,
    PRIMARY KEY (name, signal)
);
