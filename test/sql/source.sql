-- What a source may hold besides the schema: roles, which must be there and are never changed.
\pset format unaligned
\pset tuples_only on
SET client_min_messages = warning;
\set SHOW_CONTEXT never
CREATE ROLE flux_there;
\echo == a role that is there is left as it is, one that is missing is made first, before its schema, owner and grants
\set roles 'DO $$BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = ''flux_missing'') THEN CREATE ROLE flux_missing NOLOGIN; END IF; END$$; CREATE ROLE flux_there SUPERUSER;'
\set base 'CREATE SCHEMA cellar AUTHORIZATION flux_missing; CREATE TABLE cellar.wine (id int); GRANT SELECT ON cellar.wine TO flux_there;'
SELECT step, op, kind, object, sql FROM pg_flux.diff(:'base' || :'roles');
SELECT rolname FROM pg_roles WHERE rolname LIKE 'flux_missing';
\echo == drift says so
SELECT kind, object, change FROM pg_flux.drift(:'base' || :'roles');
\echo == after apply nothing is left to do
SELECT count(*) FROM pg_flux.apply(:'base' || :'roles');
SELECT count(*) FROM pg_flux.diff(:'base' || :'roles');
SELECT rolname, rolsuper FROM pg_roles WHERE rolname LIKE 'flux_%' ORDER BY 1;
\echo == a source that declares a role manages privileges: its last grant is taken back
SELECT op, kind, object, sql FROM pg_flux.diff('CREATE SCHEMA cellar; CREATE TABLE cellar.wine (id int);' || :'roles');
SELECT count(*) FROM pg_flux.diff('CREATE SCHEMA cellar; CREATE TABLE cellar.wine (id int);');
\echo == any other block is no declaration
SELECT count(*) FROM pg_flux.diff(E'CREATE SCHEMA cellar;\nDO $$BEGIN CREATE ROLE flux_other; PERFORM cellar.f(); END$$;');
\echo :LAST_ERROR_SQLSTATE
SELECT count(*) FROM pg_flux.diff(E'CREATE SCHEMA cellar;\n\nDO LANGUAGE plpgsql $$BEGIN NULL; END$$;');
\echo :LAST_ERROR_SQLSTATE
\echo == a role that cannot be made
SELECT count(*) FROM pg_flux.diff(E'CREATE SCHEMA cellar;\n\nCREATE ROLE flux_other IN ROLE flux_nobody;');
\echo :LAST_ERROR_SQLSTATE
SET ROLE flux_there;
SELECT count(*) FROM pg_flux.diff(E'CREATE ROLE flux_other;', '{cellar}');
\echo :LAST_ERROR_SQLSTATE
RESET ROLE;
\o /dev/null
DROP SCHEMA cellar CASCADE;
DROP ROLE flux_missing, flux_there;
