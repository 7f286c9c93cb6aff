-- A count of all contacts up to a number, made when so many had been removed: a server that has just started goes on from there.
ALTER TABLE contacts_state
    ADD COLUMN counted bigint NOT NULL DEFAULT 0,
    ADD COLUMN counted_up_to bigint NOT NULL DEFAULT 0,
    ADD COLUMN counted_resets bigint NOT NULL DEFAULT -1;
