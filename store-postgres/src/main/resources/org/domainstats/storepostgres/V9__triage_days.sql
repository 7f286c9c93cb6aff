-- The same counts by the day: years have too many hours.
CREATE TABLE triage_days (
    at          bigint NOT NULL,
    age         integer NOT NULL,
    young       integer NOT NULL,
    ranked      integer NOT NULL,
    for_us      integer NOT NULL,
    sleeper     integer NOT NULL,
    contacts    bigint NOT NULL,
    PRIMARY KEY (at, age, young, ranked, for_us, sleeper)
);

INSERT INTO triage_days (at, age, young, ranked, for_us, sleeper, contacts)
    SELECT at / 86400000 * 86400000, age, young, ranked, for_us, sleeper, sum(contacts) FROM triage_counts
    GROUP BY 1, 2, 3, 4, 5, 6;
