-- Contacts 1 to :count, the first of them at :begin and each :step milliseconds after the one before, with all that
-- is derived from them. Each statement ends with a semicolon at the end of a line. Every choice is made from the
-- number of the contact, so that two runs make the same: m is that number, mixed.
PRAGMA synchronous = OFF;
PRAGMA attached.synchronous = OFF;
PRAGMA cache_size = -200000;
PRAGMA attached.cache_size = -200000;

CREATE TEMP TABLE words (number INTEGER PRIMARY KEY, word TEXT);

INSERT INTO words
    SELECT key, value FROM json_each('["secure","login","cloud","mail","update","cdn","news","shop",
        "pay","docs","portal","data","sync","media","app","track","support","account","verify","invoice"]');

CREATE TEMP TABLE suffixes (number INTEGER PRIMARY KEY, suffix TEXT);

INSERT INTO suffixes
    SELECT key, value FROM json_each('["com","net","org","xyz","top","de","co.uk","info","shop","io"]');

BEGIN;

INSERT INTO contacts (id, site, first_asked, last_asked, asked)
    WITH RECURSIVE n (id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n WHERE id < :count),
        mixed AS (SELECT id, (id * 2654435761 % 4294967296) AS m FROM n)
    SELECT id, w.word || '-' || v.word || printf('%x', id * 40503 % 16777216) || '.' || s.suffix,
        :begin + id * :step, :begin + id * :step + m % 40 * 60000, 1 + m / 7 % 200
    FROM mixed
    CROSS JOIN words w ON w.number = m % 20
    CROSS JOIN words v ON v.number = m / 20 % 20
    CROSS JOIN suffixes s ON s.number = m / 400 % 10;

INSERT INTO contact_sites (site, id) SELECT site, id FROM contacts ORDER BY site;

UPDATE contacts_state SET indexed = :count;

UPDATE events_state SET contacts = :count;

INSERT INTO past_contacts (first, last) VALUES (1, :count);

-- One in twenty is young, three in ten are ranked, one in five has no date, and one in seven is new to all.
CREATE TEMP TABLE kinds (id INTEGER PRIMARY KEY, for_us INTEGER, hours INTEGER, rank INTEGER);

INSERT INTO kinds
    WITH mixed AS (SELECT id, id * 2246822519 % 4294967296 AS m FROM contacts),
        drawn AS (SELECT id, m % 100 AS kind, m / 100 AS r, m / 100 % 7 = 0 AS for_us FROM mixed)
    SELECT id, for_us,
        CASE WHEN kind < 20 THEN NULL WHEN kind < 25 THEN r % 720 ELSE 744 + r % 96000 END AS hours,
        CASE WHEN kind >= 70 THEN 1 + r % 1000000 END AS rank
    FROM drawn;

INSERT INTO registrations (domain, outcome, registered, precision, source, checked, check_again)
    SELECT c.site, 'registered', c.first_asked - k.hours * 3600000, 'second', 'rdap', c.first_asked, c.first_asked + 31536000000
    FROM kinds k CROSS JOIN contacts c ON c.id = k.id WHERE k.hours < 720 ORDER BY c.site;

INSERT INTO attached.triage (id, site, first_asked, age, young, registered, status, rank, first_us, for_us, sleeper,
        score, settled, mark)
    SELECT c.id, c.site, c.first_asked,
        CASE WHEN k.hours IS NULL THEN 8 WHEN k.hours < 24 THEN 0 WHEN k.hours < 192 THEN 1 WHEN k.hours < 744 THEN 2
            WHEN k.hours < 2184 THEN 3 WHEN k.hours < 4344 THEN 4 WHEN k.hours < 8784 THEN 5 WHEN k.hours < 17520 THEN 6
            ELSE 7 END,
        coalesce(k.hours < 720, 0), c.first_asked - k.hours * 3600000,
        CASE WHEN k.hours IS NULL THEN 'undisclosed' ELSE 'rdap' END, k.rank,
        CASE WHEN k.for_us THEN c.first_asked END, k.for_us, coalesce(k.hours >= 17520 AND k.for_us AND k.rank IS NULL, 0),
        CASE WHEN k.id % 3 = 0 THEN k.id % 101 END, 1, CASE WHEN k.id % 1000 = 0 THEN 2 WHEN k.id % 500 = 0 THEN 1 ELSE 0 END
    FROM kinds k CROSS JOIN contacts c ON c.id = k.id;

INSERT INTO notes (site, mark, note, author, at)
    SELECT site, CASE mark WHEN 1 THEN 'seen' ELSE 'dismissed' END, '', 'alice', first_asked FROM attached.triage
    WHERE mark > 0 ORDER BY site;

INSERT INTO attached.triage_counts (at, age, young, ranked, for_us, sleeper, contacts)
    SELECT first_asked / 3600000 * 3600000, age, young, rank IS NOT NULL, for_us, sleeper, count(*)
    FROM attached.triage GROUP BY 1, 2, 3, 4, 5, 6;

INSERT INTO attached.triage_days (at, age, young, ranked, for_us, sleeper, contacts)
    SELECT at / 86400000 * 86400000, age, young, ranked, for_us, sleeper, sum(contacts)
    FROM attached.triage_counts GROUP BY 1, 2, 3, 4, 5, 6;

UPDATE attached.triage_state SET up_to = :count;

COMMIT;
