-- What a call does not manage and its changes reach all the same: casts and transforms of other schemas, publications,
-- security labels, partitions that live elsewhere.
\pset format unaligned
\pset tuples_only on
SET client_min_messages = warning;
CREATE SCHEMA inside;
CREATE SCHEMA beyond;
CREATE TYPE beyond.a AS (x int);
CREATE TYPE beyond.b AS (x int);
CREATE FUNCTION beyond.ab(beyond.a) RETURNS beyond.b LANGUAGE sql AS 'SELECT ROW(($1).x)::beyond.b';
CREATE CAST (beyond.a AS beyond.b) WITH FUNCTION beyond.ab(beyond.a) AS IMPLICIT;
\echo == a cast of other schemas serves the source that declares one, and is not dropped
\set source 'CREATE TYPE inside.c AS (x int); CREATE FUNCTION inside.c(int) RETURNS inside.c LANGUAGE sql AS ''SELECT ROW($1)::inside.c''; CREATE CAST (int AS inside.c) WITH FUNCTION inside.c(int); CREATE VIEW inside.v AS SELECT ROW(1)::beyond.a::beyond.b AS b;'
SELECT sql FROM pg_flux.apply(:'source', '{inside}');
SELECT sql FROM pg_flux.diff(:'source', '{inside}');
\echo == nor can a source declare one
SELECT sql FROM pg_flux.diff(:'source' || 'CREATE CAST (beyond.b AS beyond.a) WITH INOUT;', '{inside}');
SELECT sql FROM pg_flux.diff(:'source' || 'CREATE CAST (beyond.b AS inside.c) WITH INOUT;', '{inside}');
SELECT castsource::regtype, casttarget::regtype FROM pg_cast WHERE oid >= 16384 ORDER BY 1, 2;
DROP SCHEMA inside CASCADE;
DROP SCHEMA beyond CASCADE;

\echo == a table made anew stays in a publication that is not managed
CREATE SCHEMA inside;
CREATE SCHEMA beyond;
CREATE TABLE beyond.t (a int PRIMARY KEY);
CREATE TABLE inside.t (a int PRIMARY KEY, b text);
CREATE TABLE inside.gone (a int);
SET client_min_messages = error;
CREATE PUBLICATION "Pub" FOR TABLE inside.t, inside.gone, beyond.t;
SET client_min_messages = warning;
\set source 'CREATE TABLE inside.t (a int PRIMARY KEY, b text) PARTITION BY LIST (a);'
SELECT op, sql FROM pg_flux.apply(:'source', '{inside}', allow_hazards => '{ALL}');
SELECT sql FROM pg_flux.diff(:'source', '{inside}');
SELECT prrelid::regclass FROM pg_publication_rel ORDER BY prrelid::regclass::text COLLATE "C";
\echo == also by a plan
SELECT pg_flux.plan('CREATE TABLE inside.t (a int PRIMARY KEY, b text);', '{inside}') AS plan \gset
SELECT count(*) > 0 FROM pg_flux.apply(:'plan'::jsonb, allow_hazards => '{ALL}');
SELECT prrelid::regclass FROM pg_publication_rel ORDER BY prrelid::regclass::text COLLATE "C";
\echo == and what goes for good goes by itself
SELECT pg_flux.plan('CREATE TABLE inside.u (a int);', '{inside}') AS plan \gset
SELECT sql FROM pg_flux.apply(:'plan'::jsonb, allow_hazards => '{ALL}');
SELECT prrelid::regclass FROM pg_publication_rel ORDER BY prrelid::regclass::text COLLATE "C";
DROP PUBLICATION "Pub";

\echo == a partition that lives elsewhere is not dropped along
CREATE TABLE inside.p (a int) PARTITION BY LIST (a);
CREATE TABLE beyond.p1 PARTITION OF inside.p FOR VALUES IN (1);
SELECT sql FROM pg_flux.diff('CREATE TABLE inside.u (a int);', '{inside}');
SELECT sql FROM pg_flux.diff('CREATE TABLE inside.u (a int); CREATE TABLE inside.p (a int) PARTITION BY HASH (a);', '{inside}');
SELECT sql FROM pg_flux.apply('CREATE TABLE inside.u (a int); CREATE TABLE inside.p (a int, b int) PARTITION BY LIST (a);', '{inside}');
\d beyond.p1

\echo == security labels
CREATE VIEW inside.v AS SELECT a FROM inside.u;
SET allow_system_table_mods = on;
INSERT INTO pg_seclabel SELECT 'inside.v'::regclass, 'pg_class'::regclass, 0, 'someone', 'secret';
INSERT INTO pg_seclabel SELECT 'inside.u'::regclass, 'pg_class'::regclass, 1, 'someone', 'secret';
RESET allow_system_table_mods;
\set source 'CREATE TABLE inside.u (a int); CREATE TABLE inside.p (a int, b int) PARTITION BY LIST (a); CREATE VIEW inside.v AS SELECT a FROM inside.u;'
SELECT sql FROM pg_flux.diff(:'source', '{inside}');
SELECT sql FROM pg_flux.diff(replace(:'source', 'u (a int)', 'u (a bigint)'), '{inside}');
SELECT op, kind, object FROM pg_flux.diff(replace(:'source', 'SELECT a FROM', 'SELECT a, 1 AS b FROM'), '{inside}');
SELECT sql FROM pg_flux.diff('CREATE TABLE inside.u (a int); CREATE TABLE inside.p (a int, b int) PARTITION BY LIST (a);', '{inside}');
SELECT sql FROM pg_flux.diff(:'source' || 'SECURITY LABEL FOR someone ON VIEW inside.v IS ''public'';', '{inside}');
\o /dev/null
SET client_min_messages = error;
DROP SCHEMA inside, beyond CASCADE;
