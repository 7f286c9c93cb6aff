-- A view of one age reads what it shows, and does not fetch the rows of others to find out what they are.
CREATE INDEX triage_young_age ON triage (age, first_asked) WHERE young = 1;
CREATE INDEX triage_for_us_age ON triage (age, first_asked) WHERE for_us = 1;

DROP INDEX triage_age;
CREATE INDEX triage_age ON triage (age, first_asked, id, young, rank);
