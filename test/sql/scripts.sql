-- Plans as scripts for psql: bodies come after what they name, and the session's settings do not change what a script means.
\set SHOW_CONTEXT never
SET client_min_messages = warning;
CREATE SCHEMA scr;
CREATE SCHEMA scr_other;
CREATE TABLE scr.base (id int);

-- The order: by name alone, each of these would come before what it uses.
SELECT $src$
CREATE TABLE scr.base (id int, extra int);
CREATE FUNCTION scr.a_calls() RETURNS bigint LANGUAGE sql SET search_path = scr AS 'SELECT scr.b_counts() + z_last()';
CREATE FUNCTION scr.b_counts() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM scr.things JOIN scr.base ON extra = n';
CREATE FUNCTION scr.z_last() RETURNS bigint LANGUAGE sql SET search_path = scr AS 'SELECT max(n) FROM shown';
CREATE PROCEDURE scr.a_does() LANGUAGE sql AS 'INSERT INTO scr.things VALUES (1); SELECT scr.typed(NULL::scr.kind)';
CREATE FUNCTION scr.a_block() RETURNS int LANGUAGE plpgsql AS 'DECLARE t scr.things%ROWTYPE; BEGIN SELECT * INTO t FROM scr.shown; RETURN scr.z_last(); END';
CREATE FUNCTION scr.typed(k scr.kind) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION scr.a_elsewhere() RETURNS int LANGUAGE sql SET search_path = scr_other AS 'SELECT i FROM elsewhere';
CREATE TYPE scr.kind AS ENUM ('a');
CREATE TABLE scr.things (n bigint);
CREATE VIEW scr.shown AS SELECT one.n FROM scr.things AS one, scr.things AS two;
CREATE TABLE scr_other.elsewhere (i int);
$src$ AS source \gset
SELECT step, op, kind, object FROM pg_flux.diff(:'source', schemas => '{scr,scr_other}');
-- Where two call each other, one of them cannot come after the other; neither can a function and the table whose default it is.
SELECT op, kind, object FROM pg_flux.diff($$
CREATE TABLE base (id int DEFAULT a_default());
CREATE FUNCTION a_default() RETURNS int LANGUAGE sql AS 'SELECT max(id) FROM base';
CREATE FUNCTION b_one(i int) RETURNS int LANGUAGE sql AS 'SELECT b_two(i)';
CREATE FUNCTION b_two(i int) RETURNS int LANGUAGE sql AS 'SELECT b_one(i)';
CREATE FUNCTION b_itself(i int) RETURNS int LANGUAGE sql AS 'SELECT b_itself(i)';
$$, schemas => '{scr}');

-- Each step runs as it stands, with bodies checked.
BEGIN;
SET LOCAL check_function_bodies = on;
SELECT sql FROM pg_flux.diff(:'source', schemas => '{scr,scr_other}') \gexec
SELECT count(*) FROM pg_flux.diff(:'source', schemas => '{scr,scr_other}');
ROLLBACK;

-- A session that would read the script in another way.
CREATE SCHEMA scr_evil;
CREATE FUNCTION scr_evil.lower(text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT ''evil''';
SELECT $src$
CREATE TABLE scr.base (id int);
CREATE TABLE scr.t (a int CHECK (a = 1 OR a = NULL), d date DEFAULT '2024-02-01', i interval DEFAULT '-1 day 02:03', x xml DEFAULT '<a/><b/>',
    f float8 DEFAULT 0.1, b bytea DEFAULT '\x00ff', s text DEFAULT E'back\\slash', at timestamptz DEFAULT '2024-02-01 00:00+00');
CREATE INDEX ON scr.t (lower(s));
CREATE FUNCTION scr.later() RETURNS int LANGUAGE sql AS 'SELECT 1';
$src$ AS source \gset
SELECT replace(pg_flux.plan_sql(pg_flux.plan(:'source', schemas => '{scr}')), '\set ON_ERROR_STOP on', '') AS script \gset
SET DateStyle = 'SQL, DMY';
SET IntervalStyle = 'sql_standard';
SET TimeZone = 'Asia/Tokyo';
SET xmloption = document;
SET transform_null_equals = on;
SET standard_conforming_strings = off;
SET escape_string_warning = off;
SET extra_float_digits = -15;
SET search_path = scr_evil, pg_catalog;
\o /dev/null
:script
\o
RESET ALL;
SET client_min_messages = warning;
SELECT count(*) FROM pg_flux.diff(:'source', schemas => '{scr}');
-- All that it pins.
SELECT regexp_replace(line, '[0-9a-f]{64}|pg_flux [0-9.]+', '…', 'g') AS line FROM regexp_split_to_table(:'script', E'\n') AS line LIMIT 20;
DROP SCHEMA scr, scr_other, scr_evil CASCADE;
