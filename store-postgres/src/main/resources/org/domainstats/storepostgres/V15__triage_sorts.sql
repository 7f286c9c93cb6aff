-- What a list is sorted by stands in the index that finds it: of the ten thousand that are sorted, only the page is fetched.
DROP INDEX triage_young;
DROP INDEX triage_sleeper;
DROP INDEX triage_for_us;
DROP INDEX triage_young_age;
DROP INDEX triage_for_us_age;
DROP INDEX triage_age;
DROP INDEX triage_marked;

CREATE INDEX triage_young ON triage (first_asked, id, mark, registered, rank, score) WHERE young = 1;
CREATE INDEX triage_sleeper ON triage (first_asked, id, mark, registered, rank, score) WHERE sleeper = 1;
CREATE INDEX triage_for_us ON triage (first_asked, id, mark, registered, rank, score) WHERE for_us = 1;
CREATE INDEX triage_young_age ON triage (age, first_asked, id, mark, registered, rank, score) WHERE young = 1;
CREATE INDEX triage_for_us_age ON triage (age, first_asked, id, mark, registered, rank, score) WHERE for_us = 1;
CREATE INDEX triage_age ON triage (age, first_asked, id, young, rank, mark, registered, score);

-- How many are marked is counted with each page.
CREATE INDEX triage_marked ON triage (first_asked, id, mark, age, young, sleeper, for_us, rank, registered, score) WHERE mark > 0;
