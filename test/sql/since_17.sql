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
\echo == in a tree of tables
SELECT 'CREATE SCHEMA v17; CREATE TABLE v17.p (a int, s int GENERATED ALWAYS AS (a * 2) STORED) PARTITION BY LIST (a); CREATE TABLE v17.p1 PARTITION OF v17.p FOR VALUES IN (1);' AS source \gset
SELECT count(*) > 0 FROM pg_flux.apply(:'source', allow_hazards => '{ALL}');
SELECT op, sql FROM pg_flux.apply(replace(:'source', 'a * 2', 'a * 3'));
SELECT sql FROM pg_flux.diff(replace(:'source', 'a * 2', 'a * 3'));

\echo == identity of partitioned tables, which their partitions share
SELECT 'CREATE SCHEMA v17; CREATE TABLE v17.i (id int GENERATED ALWAYS AS IDENTITY, a int) PARTITION BY LIST (a); CREATE TABLE v17.i1 PARTITION OF v17.i FOR VALUES IN (1);' AS source \gset
SELECT replace(sql, 'CONSTRAINT i_id_not_null ', '') FROM pg_flux.apply(:'source', allow_hazards => '{ALL}');
SELECT sql FROM pg_flux.diff(:'source');
SELECT sql FROM pg_flux.apply(replace(:'source', 'ALWAYS AS IDENTITY', 'BY DEFAULT AS IDENTITY (INCREMENT BY 2)'));
SELECT sql FROM pg_flux.apply(replace(:'source', 'GENERATED ALWAYS AS IDENTITY', 'NOT NULL'));
SELECT sql FROM pg_flux.apply(:'source');
SELECT sql FROM pg_flux.diff(:'source');

\echo == access methods of partitioned tables
SELECT 'CREATE SCHEMA v17; CREATE TABLE v17.m (a int) PARTITION BY LIST (a) USING heap; CREATE TABLE v17.m1 PARTITION OF v17.m FOR VALUES IN (1);' AS source \gset
SELECT sql FROM pg_flux.apply(:'source', allow_hazards => '{ALL}');
SELECT sql FROM pg_flux.diff(:'source');
SELECT sql, rewrites FROM pg_flux.apply(replace(:'source', ' USING heap', ''));
SELECT sql FROM pg_flux.diff(replace(:'source', ' USING heap', ''));
SELECT sql, rewrites FROM pg_flux.apply(:'source');
SELECT sql FROM pg_flux.diff(replace(:'source', ' USING heap', '') || 'ALTER TABLE v17.m SET ACCESS METHOD heap;');

\echo == MAINTAIN
SELECT 'CREATE SCHEMA v17; CREATE TABLE v17.t (a int); GRANT MAINTAIN ON v17.t TO PUBLIC; GRANT ALL ON v17.t TO pg_maintain;' AS source \gset
SELECT sql FROM pg_flux.apply(:'source', allow_hazards => '{ALL}');
SELECT sql FROM pg_flux.diff(:'source');
SELECT sql FROM pg_flux.apply('CREATE SCHEMA v17; CREATE TABLE v17.t (a int); GRANT SELECT ON v17.t TO pg_maintain;');
SELECT has_table_privilege('pg_maintain', 'v17.t', 'SELECT'), relacl::text LIKE '%pg_maintain=r/%' FROM pg_class WHERE oid = 'v17.t'::regclass;

\echo == storage and statistics targets
SELECT 'CREATE SCHEMA v17; CREATE TABLE v17.t (a text STORAGE EXTERNAL, b text); ALTER TABLE v17.t ALTER b SET STATISTICS 7;' AS source \gset
SELECT sql FROM pg_flux.apply(:'source', allow_hazards => '{ALL}');
SELECT sql FROM pg_flux.diff(:'source');
SELECT sql FROM pg_flux.apply('CREATE SCHEMA v17; CREATE TABLE v17.t (a text STORAGE DEFAULT, b text);');
SELECT attstorage, attstattarget IS NULL FROM pg_attribute WHERE attrelid = 'v17.t'::regclass AND attnum > 0 ORDER BY attnum;
SELECT sql FROM pg_flux.diff('CREATE SCHEMA v17; CREATE TABLE v17.t (a text, b text); ALTER TABLE v17.t ALTER b SET STATISTICS DEFAULT;');
\o /dev/null
DROP SCHEMA v17 CASCADE;
