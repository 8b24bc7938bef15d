-- What the guard takes for a change, and what becomes of a command of which it cannot tell.
\pset format unaligned
\pset tuples_only on
SET client_min_messages = error;
CREATE SCHEMA guarded;
CREATE TABLE guarded.t (i int PRIMARY KEY);
CREATE MATERIALIZED VIEW guarded.m AS SELECT i FROM guarded.t;
CREATE UNIQUE INDEX ON guarded.m (i);
SELECT pg_flux.adopt('{guarded}');
-- Contents are no definition: nobody is told of them, and nobody minds.
LISTEN pg_flux_drift;
REFRESH MATERIALIZED VIEW guarded.m;
REINDEX TABLE guarded.t;
SET pg_flux.guard = block;
REFRESH MATERIALIZED VIEW guarded.m;
REFRESH MATERIALIZED VIEW CONCURRENTLY guarded.m;
REINDEX TABLE guarded.t;
REINDEX TABLE CONCURRENTLY guarded.t;
CREATE TABLE guarded.u (i int);
UNLISTEN pg_flux_drift;
-- Where it cannot look, it lets nothing through.
SET pg_flux.guard = off;
ALTER TABLE pg_flux.baseline_part RENAME COLUMN schema TO schemata;
SET pg_flux.guard = block;
\set VERBOSITY sqlstate
CREATE TABLE guarded.u (i int);
\set VERBOSITY default
SELECT to_regclass('guarded.u') IS NULL AS refused;
SET pg_flux.guard = off;
CREATE TABLE guarded.u (i int);
SELECT to_regclass('guarded.u') IS NULL AS refused;
ALTER TABLE pg_flux.baseline_part RENAME COLUMN schemata TO schema;
DROP SCHEMA guarded CASCADE;
DELETE FROM pg_flux.baseline_part WHERE schema = 'guarded';
DELETE FROM pg_flux.baseline WHERE schemas = '{guarded}';
