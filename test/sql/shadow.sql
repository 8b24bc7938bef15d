-- What a shadow does to things that do not belong to a managed schema: default privileges for all schemas, extensions that
-- move, other people's event triggers, objects elsewhere; and what final states fold.
\pset format unaligned
\pset tuples_only on
SET client_min_messages = notice;
\set SHOW_CONTEXT never
\echo -- default privileges for all schemas
CREATE ROLE flux_bob; CREATE SCHEMA app;
ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO flux_bob;
ALTER DEFAULT PRIVILEGES FOR ROLE flux_bob GRANT USAGE ON SEQUENCES TO public;
select op,sql from pg_flux.diff('CREATE SCHEMA app; ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT INSERT ON TABLES TO flux_bob;');
select op,sql from pg_flux.apply('CREATE SCHEMA app; ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT INSERT ON TABLES TO flux_bob;');
select op,sql from pg_flux.diff('CREATE SCHEMA app; ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT INSERT ON TABLES TO flux_bob;');
select op,sql from pg_flux.apply('CREATE SCHEMA app; ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT INSERT ON TABLES TO flux_bob; ALTER DEFAULT PRIVILEGES REVOKE ALL ON FUNCTIONS FROM PUBLIC');
select op,sql from pg_flux.diff('CREATE SCHEMA app; ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT INSERT ON TABLES TO flux_bob; ALTER DEFAULT PRIVILEGES REVOKE ALL ON FUNCTIONS FROM PUBLIC');
ALTER DEFAULT PRIVILEGES GRANT EXECUTE ON FUNCTIONS TO public;
ALTER DEFAULT PRIVILEGES IN SCHEMA app REVOKE INSERT ON TABLES FROM flux_bob;
\echo -- extension moved
CREATE SCHEMA ext; CREATE EXTENSION citext SCHEMA public;
CREATE TABLE app.c (a public.citext);
select op,sql from pg_flux.apply('CREATE SCHEMA app; CREATE SCHEMA ext; CREATE EXTENSION citext SCHEMA ext; CREATE TABLE app.c (a ext.citext)');
select op,sql from pg_flux.diff('CREATE SCHEMA app; CREATE SCHEMA ext; CREATE EXTENSION citext SCHEMA ext; CREATE TABLE app.c (a ext.citext)');
select op,sql from pg_flux.diff('CREATE SCHEMA app; CREATE SCHEMA ext; CREATE EXTENSION citext SCHEMA ext; ALTER EXTENSION citext SET SCHEMA app; CREATE TABLE app.c (a app.citext)');
\echo -- event triggers
CREATE FUNCTION public.evt() RETURNS event_trigger LANGUAGE plpgsql AS $$DECLARE r record; BEGIN RAISE NOTICE 'fired % %', tg_event, tg_tag; IF tg_event = 'ddl_command_end' THEN FOR r IN SELECT * FROM pg_event_trigger_ddl_commands() LOOP RAISE NOTICE '  %', r.object_identity; END LOOP; END IF; IF tg_event = 'sql_drop' THEN FOR r IN SELECT * FROM pg_event_trigger_dropped_objects() LOOP RAISE NOTICE '  dropped %', r.object_identity; END LOOP; END IF; END$$;
CREATE EVENT TRIGGER e1 ON ddl_command_start EXECUTE FUNCTION evt(); ALTER EVENT TRIGGER e1 ENABLE ALWAYS;
CREATE EVENT TRIGGER e2 ON ddl_command_end EXECUTE FUNCTION evt(); ALTER EVENT TRIGGER e2 ENABLE ALWAYS;
CREATE EVENT TRIGGER e3 ON sql_drop EXECUTE FUNCTION evt(); ALTER EVENT TRIGGER e3 ENABLE REPLICA;
CREATE EVENT TRIGGER e4 ON table_rewrite EXECUTE FUNCTION evt(); ALTER EVENT TRIGGER e4 ENABLE ALWAYS;
CREATE EVENT TRIGGER e5 ON ddl_command_end EXECUTE FUNCTION evt();
\echo diff
select count(*) from pg_flux.diff('CREATE SCHEMA app; CREATE EXTENSION hstore SCHEMA app; CREATE TABLE app.c (a int, b int); ALTER TABLE app.c ALTER a TYPE bigint; DROP TABLE IF EXISTS app.d; ALTER TABLE app.c DROP COLUMN b; ALTER TABLE app.c ADD UNIQUE (a); CREATE TABLE app.d (i serial primary key)');
\echo ctas
CREATE TABLE public.kept AS select count(*) from pg_flux.diff('CREATE SCHEMA app; CREATE TABLE app.c (a int, b int); ALTER TABLE app.c ALTER a TYPE bigint; ALTER TABLE app.c DROP COLUMN b;');
\echo again
CREATE TABLE public.kept2 (i int);
DROP EVENT TRIGGER e1, e2, e3, e4, e5;
select evtname, evtenabled from pg_event_trigger where evtname not like 'pg\_flux\_%';
\echo -- outside
CREATE TABLE public.live (i int); CREATE FUNCTION public.lf() RETURNS int LANGUAGE sql AS 'select 1'; CREATE TYPE public.le AS ENUM ('a'); CREATE DOMAIN public.ld AS int;
select count(*) from pg_flux.diff(E'CREATE TABLE app.x (i int);\nGRANT SELECT ON live TO flux_bob;', '{app}');
select count(*) from pg_flux.diff(E'COMMENT ON TABLE live IS $$x$$;', '{app}');
select count(*) from pg_flux.diff(E'COMMENT ON COLUMN live.i IS $$x$$;', '{app}');
select count(*) from pg_flux.diff(E'COMMENT ON FUNCTION lf() IS $$x$$;', '{app}');
select count(*) from pg_flux.diff(E'GRANT EXECUTE ON FUNCTION lf() TO flux_bob;', '{app}');
select count(*) from pg_flux.diff(E'GRANT USAGE ON TYPE le TO flux_bob;', '{app}');
select count(*) from pg_flux.diff(E'ALTER TYPE le ADD VALUE $$b$$;', '{app}');
select count(*) from pg_flux.diff(E'ALTER DOMAIN ld SET NOT NULL;', '{app}');
select count(*) from pg_flux.diff(E'ALTER TABLE live ADD COLUMN j int;', '{app}');
select count(*) from pg_flux.diff(E'CREATE INDEX ON live (i);', '{app}');
select count(*) from pg_flux.diff(E'ALTER FUNCTION lf() OWNER TO flux_bob;', '{app}');
select count(*) from pg_flux.diff(E'ALTER FUNCTION public.lf() STABLE;', '{app}');
select count(*) from pg_flux.diff(E'ALTER TABLE live RENAME TO dead;', '{app}');
select count(*) from pg_flux.diff(E'DROP TABLE public.live;', '{app}');
select count(*) from pg_flux.diff(E'DROP TABLE IF EXISTS live;', '{app}');
select count(*) from pg_flux.diff(E'GRANT USAGE ON SCHEMA public TO flux_bob;', '{app}');
select count(*) from pg_flux.diff(E'GRANT USAGE ON SCHEMA ext TO flux_bob;', '{app}');
select count(*) from pg_flux.diff('CREATE SEQUENCE app.s MAXVALUE 0;', '{app}');
select count(*) from pg_flux.diff(E'GRANT USAGE ON ALL TABLES IN SCHEMA public TO flux_bob;', '{app}');
select op, sql from pg_flux.diff(E'GRANT SELECT ON live TO flux_bob; COMMENT ON TABLE live IS $$x$$; CREATE TABLE live (i int); CREATE FUNCTION lf() RETURNS int LANGUAGE sql AS $$select 1$$; COMMENT ON FUNCTION lf IS $$y$$; CREATE DOMAIN ld AS int; ALTER DOMAIN ld SET NOT NULL; COMMENT ON DOMAIN ld IS $$z$$', '{app}');
\echo -- moved again
DROP TABLE app.c;
CREATE TABLE app.c (a ext.citext); CREATE VIEW app.vc AS SELECT a FROM app.c; CREATE FUNCTION app.cf(a ext.citext) RETURNS int LANGUAGE sql AS 'select 1';
\set src 'CREATE SCHEMA app; CREATE SCHEMA fresh; CREATE EXTENSION citext SCHEMA fresh; CREATE TABLE app.c (a fresh.citext, b int); CREATE VIEW app.vc AS SELECT a FROM app.c; CREATE FUNCTION app.cf(a fresh.citext) RETURNS int LANGUAGE sql AS $$select 1$$;'
select kind,object,change,attribute from pg_flux.drift(:'src');
select op,sql,hazards from pg_flux.apply(:'src');
select op,sql from pg_flux.diff(:'src');
\echo -- enums
select op,sql from pg_flux.diff('CREATE SCHEMA one; CREATE SCHEMA two; SET search_path = two, one; ALTER TYPE e ADD VALUE $$c$$; CREATE TYPE one.e AS ENUM ($$a$$); CREATE TYPE e AS ENUM ($$b$$); SET search_path = one; ALTER TYPE e ADD VALUE $$d$$; RESET search_path; ALTER TYPE two.e ADD VALUE $$f$$ BEFORE $$b$$; CREATE TABLE one.t (e one.e DEFAULT $$d$$, f two.e CHECK (f = $$c$$))');
\o /dev/null
SET client_min_messages = warning;
DROP EXTENSION citext CASCADE;
DROP SCHEMA app, ext, fresh CASCADE;
DROP FUNCTION public.evt(), public.lf();
DROP TABLE public.kept, public.kept2, public.live;
DROP TYPE public.le;
DROP DOMAIN public.ld;
DROP ROLE flux_bob;
