-- Views and materialized views: replaced in place where PostgreSQL can, else dropped and made again with all that hangs on them.
\pset format unaligned
\pset tuples_only on
SET client_min_messages = warning;
CREATE ROLE flux_reader;
CREATE SCHEMA shop;
CREATE TABLE shop.item (id int PRIMARY KEY, label varchar(10) NOT NULL, price numeric(8,2));
CREATE VIEW shop.cheap AS SELECT id, label FROM shop.item WHERE price < 10;
CREATE VIEW shop.cheaper WITH (security_barrier) AS SELECT id, label FROM shop.cheap WHERE id > 1;
COMMENT ON VIEW shop.cheaper IS 'stays';
COMMENT ON COLUMN shop.cheaper.label IS 'stays too';
GRANT SELECT ON shop.cheaper TO flux_reader;
CREATE MATERIALIZED VIEW shop.totals AS SELECT count(*) AS n, max(label) AS last FROM shop.cheap;
CREATE UNIQUE INDEX totals_n ON shop.totals (n);
COMMENT ON INDEX shop.totals_n IS 'of a materialized view';

\set grown 'CREATE TABLE shop.item (id int PRIMARY KEY, label varchar(10) NOT NULL, price numeric(8,2)); CREATE VIEW shop.cheap AS SELECT id, label, price FROM shop.item WHERE price < 12; CREATE VIEW shop.cheaper WITH (security_barrier) AS SELECT id, label FROM shop.cheap WHERE id > 1; COMMENT ON VIEW shop.cheaper IS $$stays$$; COMMENT ON COLUMN shop.cheaper.label IS $$stays too$$; CREATE MATERIALIZED VIEW shop.totals AS SELECT count(*) AS n, max(label) AS last FROM shop.cheap; CREATE UNIQUE INDEX totals_n ON shop.totals (n); COMMENT ON INDEX shop.totals_n IS $$of a materialized view$$;'
\echo == a view that gains a column and another condition
SELECT op, kind, object, lock, regexp_replace(sql, '\m(item|cheap)\.', '', 'g') FROM pg_flux.diff(:'grown', schemas => '{shop}');
SELECT count(*) FROM pg_flux.apply(:'grown', schemas => '{shop}');
SELECT count(*) FROM pg_flux.diff(:'grown', schemas => '{shop}');

\set shrunk 'CREATE TABLE shop.item (id int PRIMARY KEY, label varchar(10) NOT NULL, price numeric(8,2)); CREATE VIEW shop.cheap AS SELECT id, label FROM shop.item WHERE price < 12; CREATE VIEW shop.cheaper WITH (security_barrier) AS SELECT id, label FROM shop.cheap WHERE id > 1; COMMENT ON VIEW shop.cheaper IS $$stays$$; COMMENT ON COLUMN shop.cheaper.label IS $$stays too$$; CREATE MATERIALIZED VIEW shop.totals AS SELECT count(*) AS n, max(label) AS last FROM shop.cheap; CREATE UNIQUE INDEX totals_n ON shop.totals (n); COMMENT ON INDEX shop.totals_n IS $$of a materialized view$$;'
\echo == a view that loses a column takes its dependents along, with grants, comments and indexes
SELECT op, kind, object, hazards, regexp_replace(sql, '\m(item|cheap)\.', '', 'g') FROM pg_flux.diff(:'shrunk', schemas => '{shop}');
SELECT count(*) FROM pg_flux.apply(:'shrunk', schemas => '{shop}');
SELECT count(*) FROM pg_flux.diff(:'shrunk', schemas => '{shop}');
SELECT obj_description('shop.cheaper'::regclass), col_description('shop.cheaper'::regclass, 2), has_table_privilege('flux_reader', 'shop.cheaper', 'SELECT');

\set wider 'CREATE TABLE shop.item (id bigint PRIMARY KEY, label varchar(10) NOT NULL, price numeric(8,2)); CREATE VIEW shop.cheap AS SELECT id, label FROM shop.item WHERE price < 12; CREATE VIEW shop.cheaper AS SELECT id, label FROM shop.cheap WHERE id > 1; CREATE MATERIALIZED VIEW shop.totals WITH (fillfactor=70) AS SELECT count(*) AS n, max(label) AS last FROM shop.cheap;'
\echo == a column that is converted below views
SELECT op, kind, object, hazards FROM pg_flux.diff(:'wider', schemas => '{shop}');
SELECT count(*) FROM pg_flux.apply(:'wider', schemas => '{shop}', allow_hazards => '{ALL}');
SELECT count(*) FROM pg_flux.diff(:'wider', schemas => '{shop}');

\set options 'CREATE TABLE shop.item (id bigint PRIMARY KEY, label varchar(10) NOT NULL, price numeric(8,2)); CREATE VIEW shop.cheap WITH (security_barrier=true) AS SELECT id, label FROM shop.item WHERE price < 12 WITH LOCAL CHECK OPTION; ALTER VIEW shop.cheap ALTER label SET DEFAULT $$none$$; CREATE VIEW shop.cheaper AS SELECT id, label FROM shop.cheap WHERE id > 1; CREATE MATERIALIZED VIEW shop.totals AS SELECT count(*) AS n, max(label) AS last FROM shop.cheap; ALTER MATERIALIZED VIEW shop.totals ALTER last SET STATISTICS 7, ALTER last SET (n_distinct = 3);'
\echo == options and what hangs on columns
SELECT op, kind, object, sql FROM pg_flux.diff(:'options', schemas => '{shop}');
SELECT count(*) FROM pg_flux.apply(:'options', schemas => '{shop}');
SELECT count(*) FROM pg_flux.diff(:'options', schemas => '{shop}');
\echo == dropping: a materialized view holds data
SELECT op, kind, object, hazards FROM pg_flux.diff('CREATE TABLE shop.item (id bigint PRIMARY KEY, label varchar(10) NOT NULL, price numeric(8,2));', schemas => '{shop}');
SELECT * FROM pg_flux.apply('CREATE TABLE shop.item (id bigint PRIMARY KEY, label varchar(10) NOT NULL, price numeric(8,2));', schemas => '{shop}');
DROP SCHEMA shop CASCADE;
DROP ROLE flux_reader;
