-- How many contacts were forgotten one by one since the last reset: the gaps in their numbers.
ALTER TABLE contacts_state ADD COLUMN forgotten INTEGER NOT NULL DEFAULT 0;
