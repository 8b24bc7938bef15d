-- A library that is loaded while a shadow stands, and hooks into the server in front of pg_flux.
\getenv hook FLUX_TEST_HOOK
\pset format unaligned
\pset tuples_only on
CREATE SCHEMA hooked;
SELECT set_config('test.hook', :'hook', false) AS hook \gset
CREATE FUNCTION public.load_hook() RETURNS int LANGUAGE plpgsql AS $$ BEGIN EXECUTE format('LOAD %L', current_setting('test.hook')); RETURN 1; END $$;
\set bound 'CREATE TABLE hooked.t (id serial); CREATE TABLE hooked.p (i int) PARTITION BY RANGE (i); CREATE TABLE hooked.p1 PARTITION OF hooked.p FOR VALUES FROM (public.load_hook()) TO (10);'
SELECT sql FROM pg_flux.diff(:'bound', schemas => '{hooked}');
-- What is made afterwards has its file.
SELECT sql FROM pg_flux.apply('CREATE TABLE hooked.t (id serial);', schemas => '{hooked}');
INSERT INTO hooked.t DEFAULT VALUES RETURNING id;
CREATE SEQUENCE hooked.s;
SELECT nextval('hooked.s');
SELECT c.relname, pg_relation_filenode(c.oid) > 16384 AS has_file FROM pg_class AS c WHERE c.relkind = 'S' AND c.relnamespace = 'hooked'::regnamespace ORDER BY 1;
SET client_min_messages = warning;
DROP SCHEMA hooked CASCADE;
DROP FUNCTION public.load_hook();
