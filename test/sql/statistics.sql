-- Extended statistics: the target is altered in place, all else makes them anew; they go and come with their columns.
\pset format unaligned
\pset tuples_only on
SET client_min_messages = warning;
CREATE SCHEMA shop;
CREATE SCHEMA "Other";
\set base 'CREATE SCHEMA shop; CREATE SCHEMA "Other"; CREATE TABLE shop."Item" (id int, "A b" int, c text);'
\set one 'CREATE STATISTICS "Other"."My stats" (ndistinct, mcv) ON "A b", c FROM shop."Item"; CREATE STATISTICS shop.e ON lower(c) FROM shop."Item"; CREATE STATISTICS shop.mixed ON id, (id % 10), c FROM shop."Item"; ALTER STATISTICS shop.mixed SET STATISTICS 100; COMMENT ON STATISTICS shop.e IS $$it''s$$;'
SELECT op, kind, object, lock, sql FROM pg_flux.apply(:'base' || :'one');
SELECT count(*) FROM pg_flux.diff(:'base' || :'one');
\echo == altered, replaced, dropped
SELECT op, object, sql FROM pg_flux.apply(:'base' || 'CREATE STATISTICS "Other"."My stats" (ndistinct) ON "A b", c FROM shop."Item"; CREATE STATISTICS shop.mixed ON id, (id % 10), c FROM shop."Item"; ALTER STATISTICS shop.mixed SET STATISTICS 0;');
\echo == a type that changes leaves them, a column that goes takes them along
SELECT op, object, sql FROM pg_flux.apply(replace(:'base', '"A b" int', '"A b" bigint') || :'one', allow_hazards => '{ALL}');
SELECT op, object, sql FROM pg_flux.apply(replace(:'base', ', c text', '') || 'CREATE STATISTICS shop.mixed ON id, "A b" FROM shop."Item"', allow_hazards => '{ALL}');
SELECT op, object, sql FROM pg_flux.apply(:'base' || :'one', allow_hazards => '{ALL}');
\echo == renamed by directive; dumped; gone with the table
SELECT op, object, sql FROM pg_flux.apply(:'base' || replace(replace(:'one', 'CREATE STATISTICS shop.mixed', E'\n-- pg_flux: renamed from mixed\nCREATE STATISTICS shop."Blend"'), 'STATISTICS shop.mixed', 'STATISTICS shop."Blend"'));
SELECT sql FROM pg_flux.dump('{shop,Other}') \gset
SELECT count(*) FROM pg_flux.diff(:'sql');
SELECT op, object, sql FROM pg_flux.apply('CREATE SCHEMA shop; CREATE SCHEMA "Other";', allow_hazards => '{ALL}');
DROP SCHEMA shop, "Other";
