-- The newest changes are taken back by the way back that each of them recorded.
\set SHOW_CONTEXT never
SET client_min_messages = warning;
CREATE DATABASE rollback_test;
\c rollback_test
CREATE EXTENSION pg_flux;
CREATE ROLE rollback_owner;
CREATE ROLE rollback_other;
CREATE SCHEMA rb AUTHORIZATION rollback_owner;
SET ROLE rollback_owner;
SELECT pg_flux.rollback();
SELECT pg_flux.fingerprint('{rb}') AS zero \gset
SELECT count(*) FROM pg_flux.apply('CREATE TABLE t (i int PRIMARY KEY, n text)', '{rb}');
SELECT pg_flux.fingerprint('{rb}') AS one \gset
INSERT INTO rb.t VALUES (1, 'one');
SELECT count(*) FROM pg_flux.apply('CREATE TABLE t (i int PRIMARY KEY, n text, x int); CREATE VIEW v AS SELECT one.i, one.x FROM t AS one, t AS two', '{rb}');
SELECT pg_flux.fingerprint('{rb}') AS two \gset
-- The plan of a diff too has its way back.
SELECT op, object FROM pg_flux.diff('CREATE TABLE t (i int PRIMARY KEY, n text, x int); CREATE VIEW v AS SELECT one.i FROM t AS one, t AS two', '{rb}');
SELECT count(*) FROM pg_flux.apply();

SELECT pg_flux.rollback(0);
SELECT pg_flux.rollback(4);
SELECT step, op, object, sql, hazards, elapsed IS NOT NULL AS ran FROM pg_flux.rollback();
SELECT pg_flux.fingerprint('{rb}') = :'two' AS back;
SELECT count(*) FROM pg_flux.rollback();
SELECT object, hazards FROM pg_flux.rollback(allow_hazards => '{DATA_LOSS}');
SELECT pg_flux.fingerprint('{rb}') = :'one' AS back, (SELECT n FROM rb.t) AS kept;
-- What was taken back is passed over, and a rollback is not taken back; its plan leads forward again.
SELECT kind, outcome, undoes - min(id) OVER () AS undoes, undone_by - min(id) OVER () AS undone_by, from_fingerprint = :'one' AS from_one, to_fingerprint = :'one' AS to_one
FROM pg_flux.history ORDER BY id;
SELECT plan AS down FROM pg_flux.history WHERE kind = 'rollback' ORDER BY id DESC LIMIT 1 \gset
SELECT object FROM pg_flux.apply(plan => pg_flux.undo(:'down'));
SELECT pg_flux.fingerprint('{rb}') = :'two' AS forward;
SELECT pg_flux.undo(pg_flux.undo(:'down')) = :'down' AS twice;
-- Several at once, and all or nothing.
SELECT object FROM pg_flux.rollback(2);
SELECT object FROM pg_flux.rollback(2, '{DATA_LOSS}');
SELECT pg_flux.fingerprint('{rb}') = :'zero' AS back;
SELECT pg_flux.rollback();

-- Not where somebody else changed it since, nor for somebody else.
SELECT count(*) FROM pg_flux.apply('CREATE TABLE t (i int PRIMARY KEY, n text)', '{rb}');
ALTER TABLE rb.t ADD COLUMN behind int;
\set VERBOSITY sqlstate
SELECT pg_flux.rollback(1, '{ALL}');
\set VERBOSITY default
ALTER TABLE rb.t DROP COLUMN behind;
RESET ROLE;
SELECT pg_flux.rollback(1, '{ALL}');
SET ROLE rollback_other;
SELECT pg_flux.rollback(1, '{ALL}');
SET ROLE rollback_owner;
BEGIN READ ONLY;
SELECT pg_flux.rollback(1, '{ALL}');
ROLLBACK;
-- It ends with its transaction.
BEGIN;
SELECT count(*) FROM pg_flux.rollback(1, '{ALL}');
ROLLBACK;
SELECT object FROM pg_flux.rollback(1, '{ALL}');
-- Plans without a way back.
SELECT pg_flux.undo(jsonb_set(:'down', '{undo}', '[]'));
SELECT pg_flux.undo(jsonb_set(:'down', '{undo}', '[]') || '{"no_undo": "nobody knows"}');
SELECT pg_flux.undo('{}');
SELECT pg_flux.undo(NULL);
RESET ROLE;
DROP SCHEMA rb CASCADE;
DROP ROLE rollback_owner, rollback_other;
\c regression
DROP DATABASE rollback_test;
