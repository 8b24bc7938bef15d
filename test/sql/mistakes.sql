-- What people type wrong: each is told what was wrong and what to do instead.
\set VERBOSITY default
\set SHOW_CONTEXT never
SET client_min_messages = notice;
-- A file that is not there, or has nothing in it.
SELECT * FROM pg_flux.diff('');
SELECT pg_flux.check_sync(E' \n');
-- One that some editors write.
SELECT sql FROM pg_flux.diff(E'\uFEFF-- pg_flux: renamed from old\nCREATE SCHEMA mis;');
-- Something else than a source.
SELECT * FROM pg_flux.diff('{app}');
SELECT * FROM pg_flux.diff('schema/app.sql');
SELECT * FROM pg_flux.diff('CREATE TABLE :"name" (a int)');
SELECT * FROM pg_flux.apply('CREATE SCHEMA mis;', dry_run => NULL);
SELECT * FROM pg_flux.rollback(NULL);
SELECT * FROM pg_flux.diff('GRANT pg_monitor TO CURRENT_USER;');
SELECT * FROM pg_flux.diff('CREATE TEMP TABLE a (b int);');
-- A directive that is spelled wrong, or that lint should have told.
SELECT sql FROM pg_flux.apply('CREATE SCHEMA mis; CREATE TABLE mis.customer (email text);');
SELECT * FROM pg_flux.diff(E'CREATE TABLE mis.customer (mail text -- pg-flux: renamed from email\n);');
SELECT op, sql FROM pg_flux.diff(E'CREATE TABLE mis.customer (\n mail varchar(9) -- pg_flux: renamed from emial\n);');
SELECT line, code, message FROM pg_flux.lint(E'CREATE TABLE mis.customer (id int PRIMARY KEY,\n mail text -- pg_flux: rename from email\n);');
-- A list of hazards.
SET pg_flux.allow_hazards = 'DATA_LOSS, NOPE';
SET pg_flux.allow_hazards = ' DATA_LOSS ,MASS_DROP,';
RESET pg_flux.allow_hazards;
INSERT INTO mis.customer VALUES ('a');
SELECT * FROM pg_flux.apply('CREATE TABLE mis.customer (email text, since date NOT NULL);');
-- Bodies that do not compile are made as they are, and told.
SELECT sql FROM pg_flux.apply('CREATE TABLE mis.customer (email text);
CREATE FUNCTION mis.f(a int, b text) RETURNS void LANGUAGE plpgsql AS $$BEGIN RETRUN; END$$;
CREATE FUNCTION mis.g() RETURNS int LANGUAGE sql AS $$SELECT nope FROM nowhere$$;
CREATE FUNCTION mis.h() RETURNS bigint LANGUAGE sql AS $$SELECT count(*) FROM mis.customer$$;');
-- What is not declared, as it would be.
SELECT kind, object, sql FROM pg_flux.verify('CREATE TABLE mis.customer ();');
DROP SCHEMA mis CASCADE;
