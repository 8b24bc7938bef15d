-- pg_flux.ignore: what rules leave alone is neither compared nor dropped, and never lost.
\pset format unaligned
\pset tuples_only on
SET client_min_messages = warning;
CREATE SCHEMA shelf;
CREATE TABLE shelf.event (id int, at date NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE shelf.event_p2024 PARTITION OF shelf.event FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE shelf.event_default PARTITION OF shelf.event DEFAULT;
CREATE TABLE shelf.book (id int PRIMARY KEY, title text);
CREATE INDEX book_by_hand ON shelf.book (title);
CREATE FUNCTION shelf.made_by_tool() RETURNS int LANGUAGE sql AS 'SELECT 1';
\set declared 'CREATE SCHEMA shelf; CREATE TABLE shelf.event (id int, at date NOT NULL) PARTITION BY RANGE (at); CREATE TABLE shelf.book (id int PRIMARY KEY, title text);'
\echo == without rules
SELECT kind, object, sql FROM pg_flux.diff(:'declared');
SELECT pg_flux.fingerprint('{shelf}') AS before \gset
\echo == with them
INSERT INTO pg_flux.ignore (kind, schema, name, reason) VALUES ('table', 'shelf', 'event\_p%', 'made by a partition manager'), ('table', 'shelf', '%\_default', NULL), ('index', '%', '%_by_hand', NULL), ('function', 'shelf', 'made_______l', NULL);
SELECT kind, object, sql FROM pg_flux.diff(:'declared');
SELECT * FROM pg_flux.verify(:'declared');
SELECT pg_flux.check_sync(:'declared');
SELECT * FROM pg_flux.drift(:'declared');
SELECT sql FROM pg_flux.dump('{shelf}');
SELECT pg_flux.fingerprint('{shelf}') AS after \gset
SELECT :'before' <> :'after';
\echo == a plan holds although the tool goes on
SELECT replace(:'declared', 'title text', 'title text, pages int') || 'CREATE VIEW shelf.days AS SELECT at FROM shelf.event;' AS more \gset
SELECT pg_flux.plan(:'more') AS plan \gset
CREATE TABLE shelf.event_p2025 PARTITION OF shelf.event FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
SELECT op, kind, object FROM pg_flux.apply(:'plan'::jsonb);
\echo == what the parent gets, they get too
SELECT replace(:'more', '(id int, at date NOT NULL)', '(id bigint NOT NULL DEFAULT 7, at date NOT NULL, CHECK (id > 0), PRIMARY KEY (id, at))') AS grown \gset
SELECT sql FROM pg_flux.apply(:'grown');
SELECT sql FROM pg_flux.diff(:'grown');
INSERT INTO shelf.event VALUES (1, '2025-05-05');
SELECT tableoid::regclass, * FROM shelf.event;
SELECT sql FROM pg_flux.apply(:'more', allow_hazards => '{ALL}');
SELECT sql FROM pg_flux.diff(:'more');
\echo == nothing of theirs goes along
\set VERBOSITY default
SELECT sql FROM pg_flux.diff(replace(:'more', 'PARTITION BY RANGE (at)', 'PARTITION BY HASH (at)'));
SELECT sql FROM pg_flux.diff('CREATE SCHEMA shelf; CREATE TABLE shelf.event (id int, at date NOT NULL) PARTITION BY RANGE (at);');
SELECT sql FROM pg_flux.diff(replace(:'more', 'title text', 'name text'));
\echo == declared and ignored
SELECT sql FROM pg_flux.diff(:'more' || 'CREATE FUNCTION shelf.made_by_tool() RETURNS int LANGUAGE sql AS ''SELECT 2'';');
\echo == rules that nothing can follow
INSERT INTO pg_flux.ignore (kind, name) VALUES ('tabel', '%');
SELECT sql FROM pg_flux.diff(:'more');
UPDATE pg_flux.ignore SET kind = 'column' WHERE kind = 'tabel';
SELECT sql FROM pg_flux.diff(:'more');
DELETE FROM pg_flux.ignore;
\o /dev/null
DROP SCHEMA shelf CASCADE;
