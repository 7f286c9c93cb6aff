-- The name too: sorted by it, or searched, a view that few contacts are in took ten thousand reads.
DROP INDEX triage_young;
DROP INDEX triage_sleeper;
DROP INDEX triage_for_us;
DROP INDEX triage_young_age;
DROP INDEX triage_for_us_age;
DROP INDEX triage_marked;

CREATE INDEX triage_young ON triage (first_asked, id) INCLUDE (mark, registered, rank, score, site) WHERE young = 1;
CREATE INDEX triage_sleeper ON triage (first_asked, id) INCLUDE (mark, registered, rank, score, site) WHERE sleeper = 1;
CREATE INDEX triage_for_us ON triage (first_asked, id) INCLUDE (mark, registered, rank, score, site) WHERE for_us = 1;
CREATE INDEX triage_young_age ON triage (age, first_asked, id) INCLUDE (mark, registered, rank, score, site) WHERE young = 1;
CREATE INDEX triage_for_us_age ON triage (age, first_asked, id) INCLUDE (mark, registered, rank, score, site) WHERE for_us = 1;
CREATE INDEX triage_marked ON triage (first_asked, id)
    INCLUDE (mark, age, young, sleeper, for_us, rank, registered, score, site) WHERE mark > 0;
