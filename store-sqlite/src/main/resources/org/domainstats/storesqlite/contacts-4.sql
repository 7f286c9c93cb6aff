-- Sites whose first contact was announced to nobody: the next question announces it. See docs/schema.md.
CREATE TABLE unannounced (
    site        TEXT    NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;
