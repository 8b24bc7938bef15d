-- What is empty loses nothing, as long as it is: rows that come between a plan and its run are not dropped unasked.
\set VERBOSITY default
SET client_min_messages = warning;
\set both 'CREATE SCHEMA em; CREATE TABLE em.gone (a int); CREATE TABLE em.kept (a int, b text); CREATE TABLE em.base (x int, y int); CREATE TABLE em.below () INHERITS (em.base);'
SELECT count(*) > 0 AS applied FROM pg_flux.apply(:'both', '{em}');
\set one 'CREATE SCHEMA em; CREATE TABLE em.kept (a int); CREATE TABLE em.base (x int, y int); CREATE TABLE em.below () INHERITS (em.base);'
SELECT sql, hazards FROM pg_flux.diff(:'one', '{em}');
SELECT pg_flux.plan(:'one', '{em}') AS plan \gset
SELECT s -> 'sql' AS sql, s -> 'only_if_empty' AS only_if_empty FROM jsonb_array_elements(:'plan'::jsonb -> 'steps') AS s;

-- By the plan that the session remembers, and by a document.
INSERT INTO em.gone VALUES (1);
SELECT count(*) FROM pg_flux.apply();
SELECT count(*) FROM pg_flux.apply(plan => :'plan'::jsonb);
SELECT * FROM em.gone;
TRUNCATE em.gone;
INSERT INTO em.kept VALUES (1, 'one');
SELECT count(*) FROM pg_flux.apply(plan => :'plan'::jsonb);
SELECT * FROM em.kept;
SELECT count(*) FROM pg_flux.apply(plan => :'plan'::jsonb, allow_hazards => '{DATA_LOSS}');
SELECT * FROM em.kept;

-- What inherits from an empty table is not empty for that.
INSERT INTO em.below VALUES (1, 2);
\set less 'CREATE SCHEMA em; CREATE TABLE em.kept (a int); CREATE TABLE em.base (x int); CREATE TABLE em.below () INHERITS (em.base);'
SELECT sql, hazards FROM pg_flux.diff(:'less', '{em}');
SELECT count(*) FROM pg_flux.apply(:'less', '{em}');

-- Still empty: nothing stands in the way.
DELETE FROM em.below;
TRUNCATE em.below;
SELECT sql, hazards FROM pg_flux.apply(:'less', '{em}');
SELECT count(*) FROM pg_flux.diff(:'less', '{em}');

DROP SCHEMA em CASCADE;
