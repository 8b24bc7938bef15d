-- Changes in many short transactions: how a plan is rewritten, and runs that stop at what the data has.
\set SHOW_CONTEXT never
SET client_min_messages = warning;
CREATE DATABASE online_test;
\c online_test
SET client_min_messages = warning;
CREATE EXTENSION pg_flux;
CREATE SCHEMA app;
SET search_path = app;
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE t (i int, n text, p int, e text);
CREATE INDEX old ON t (n);
CREATE INDEX gone ON t (p);
CREATE TABLE parted (i int, n text) PARTITION BY RANGE (i);
CREATE TABLE parted1 PARTITION OF parted FOR VALUES FROM (0) TO (10);
INSERT INTO p VALUES (1);
INSERT INTO t VALUES (1, 'one', 1, 'same'), (2, 'two', 1, 'same');
INSERT INTO parted VALUES (1, 'one');
RESET search_path;
\set source 'CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE t (i int PRIMARY KEY, n text NOT NULL, p int REFERENCES p, e text CONSTRAINT e_uq UNIQUE, added int, CONSTRAINT pos CHECK (i > 0)); CREATE INDEX old ON t (n, i); CREATE INDEX fresh ON t (lower(n)); CREATE INDEX later ON t (added); CREATE VIEW v AS SELECT one.i, one.n FROM t AS one, t AS two; CREATE TABLE parted (i int, n text) PARTITION BY RANGE (i); CREATE TABLE parted1 PARTITION OF parted FOR VALUES FROM (0) TO (10); CREATE INDEX parted_n ON parted (n); CREATE TABLE empty (i int PRIMARY KEY, p int REFERENCES p); CREATE INDEX empty_p ON empty (p)'
SELECT pg_flux.fingerprint('{app}') AS before \gset
CALL pg_flux.apply_online(:'source', '{app}');
SELECT step, state, sql, why, attempts, error FROM pg_flux.progress ORDER BY step;
SELECT DISTINCT run, role, under_way FROM pg_flux.progress;
SELECT id, kind, outcome, error, to_fingerprint FROM pg_flux.history;
-- One at a time, and each by its number.
CALL pg_flux.apply_online(:'source', '{app}');
CALL pg_flux.resume(7);
CALL pg_flux.resume(NULL);
CREATE ROLE online_other SUPERUSER;
SET ROLE online_other;
CALL pg_flux.resume(1);
RESET ROLE;
DROP ROLE online_other;
-- The same again while the data is as it is; then it goes on.
CALL pg_flux.resume(1);
UPDATE app.t SET e = n;
CALL pg_flux.resume(1);
SELECT id, kind, outcome, error, to_fingerprint = pg_flux.fingerprint('{app}') AS reached FROM pg_flux.history;
SELECT count(*) AS left, (SELECT count(*) FROM pg_flux.progress) AS progress FROM pg_flux.diff(:'source', '{app}');
SELECT count(*) FROM pg_index AS i JOIN pg_class AS c ON c.oid = i.indexrelid WHERE NOT i.indisvalid OR starts_with(c.relname, 'pg_flux_online');
SELECT relname, relkind FROM pg_class WHERE relnamespace = 'app'::regnamespace AND relkind IN ('i', 'I') ORDER BY relname;
SET client_min_messages = notice;
CALL pg_flux.apply_online(:'source', '{app}');
SET client_min_messages = warning;
-- Back, in one transaction; and back from the middle.
SELECT count(*) > 0 AS steps FROM pg_flux.rollback(1, '{ALL}');
SELECT pg_flux.fingerprint('{app}') = :'before' AS back;
UPDATE app.t SET e = 'same';
\set VERBOSITY terse
CALL pg_flux.apply_online(:'source', '{app}');
\set VERBOSITY default
CALL pg_flux.abandon(3);
SELECT pg_flux.fingerprint('{app}') = :'before' AS back;
SELECT id, kind, outcome FROM pg_flux.history;
-- What must be allowed, what cannot be kept, where it cannot be.
CALL pg_flux.apply_online('CREATE TABLE p (id int PRIMARY KEY)', '{app}');
BEGIN;
CALL pg_flux.apply_online(:'source', '{app}');
ROLLBACK;
CREATE FUNCTION public.within() RETURNS void LANGUAGE plpgsql AS $$ BEGIN CALL pg_flux.apply_online('', '{app}'); END $$;
SELECT public.within();
BEGIN READ ONLY;
CALL pg_flux.apply_online(:'source', '{app}');
ROLLBACK;
CALL pg_flux.apply_online(NULL);
CALL pg_flux.apply_online('SELECT 1');
SELECT count(*) FROM pg_locks WHERE locktype = 'advisory';
\c regression
DROP DATABASE online_test;
