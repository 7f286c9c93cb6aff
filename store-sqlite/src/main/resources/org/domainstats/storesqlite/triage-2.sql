-- The same counts by the day: years have too many hours.
CREATE TABLE triage_days (
    at          INTEGER NOT NULL,
    age         INTEGER NOT NULL,
    young       INTEGER NOT NULL,
    ranked      INTEGER NOT NULL,
    for_us      INTEGER NOT NULL,
    sleeper     INTEGER NOT NULL,
    contacts    INTEGER NOT NULL,
    PRIMARY KEY (at, age, young, ranked, for_us, sleeper)
) STRICT, WITHOUT ROWID;

INSERT INTO triage_days (at, age, young, ranked, for_us, sleeper, contacts)
    SELECT at / 86400000 * 86400000, age, young, ranked, for_us, sleeper, sum(contacts) FROM triage_counts
    GROUP BY 1, 2, 3, 4, 5, 6;
