-- What PostgreSQL 16 and 17 added to what is managed. Other servers leave here, and have an expected file of their own.
SELECT current_setting('server_version_num')::int < 170000 AS older \gset
\if :older
\quit
\endif
\pset format unaligned
\pset tuples_only on
SET client_min_messages = warning;
\echo == SET EXPRESSION
SELECT 'CREATE SCHEMA v17; CREATE TABLE v17.g (a int, s int GENERATED ALWAYS AS (a * 2) STORED); CREATE VIEW v17.v AS SELECT s FROM v17.g;' AS source \gset
SELECT count(*) FROM pg_flux.apply(:'source');
INSERT INTO v17.g VALUES (1);
SELECT op, sql, rewrites FROM pg_flux.apply(replace(:'source', 'a * 2', 'a * 3'));
SELECT sql FROM pg_flux.diff(replace(:'source', 'a * 2', 'a * 3'));
SELECT s FROM v17.v;
\echo == with another type it is another column
SELECT op, kind, object FROM pg_flux.apply(replace(:'source', 's int GENERATED ALWAYS AS (a * 2)', 's text GENERATED ALWAYS AS (a::text)'));
SELECT s FROM v17.v;
DROP SCHEMA v17 CASCADE;
\echo == in a tree of tables
SELECT 'CREATE SCHEMA v17; CREATE TABLE v17.p (a int, s int GENERATED ALWAYS AS (a * 2) STORED) PARTITION BY LIST (a); CREATE TABLE v17.p1 PARTITION OF v17.p FOR VALUES IN (1);' AS source \gset
SELECT count(*) > 0 FROM pg_flux.apply(:'source', allow_hazards => '{ALL}');
SELECT op, sql FROM pg_flux.apply(replace(:'source', 'a * 2', 'a * 3'));
SELECT sql FROM pg_flux.diff(replace(:'source', 'a * 2', 'a * 3'));
\o /dev/null
DROP SCHEMA v17 CASCADE;
