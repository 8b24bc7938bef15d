-- Owners, privileges, comments and default privileges, of every kind of object, and only where they are declared.
\pset format unaligned
\pset tuples_only on
SET client_min_messages = warning;
CREATE ROLE flux_a;
CREATE ROLE "Flux B";
CREATE SCHEMA shop;
CREATE TABLE shop.item (id int GENERATED ALWAYS AS IDENTITY, label text);
CREATE SEQUENCE shop.s;
CREATE FUNCTION shop.f(a int, VARIADIC b text[]) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE TYPE shop.e AS ENUM ('x');
CREATE DOMAIN shop.d AS int;
CREATE VIEW shop.v AS SELECT id, label FROM shop.item;
GRANT SELECT ON shop.item TO flux_a;
GRANT UPDATE (label) ON shop.item TO flux_a;
\set base 'CREATE TABLE shop.item (id int GENERATED ALWAYS AS IDENTITY, label text); CREATE SEQUENCE shop.s; CREATE FUNCTION shop.f(a int, VARIADIC b text[]) RETURNS int LANGUAGE sql AS $$SELECT 1$$; CREATE TYPE shop.e AS ENUM ($$x$$); CREATE DOMAIN shop.d AS int; CREATE VIEW shop.v AS SELECT id, label FROM shop.item;'
\echo == nothing is declared about privileges, so they stay
SELECT count(*) FROM pg_flux.diff(:'base', schemas => '{shop}');
\set grants 'GRANT SELECT, INSERT ON shop.item TO "Flux B" WITH GRANT OPTION; GRANT SELECT (label) ON shop.v TO PUBLIC; GRANT USAGE ON SEQUENCE shop.s TO flux_a; REVOKE EXECUTE ON FUNCTION shop.f(int, text[]) FROM PUBLIC; GRANT EXECUTE ON FUNCTION shop.f(int, text[]) TO flux_a; REVOKE USAGE ON TYPE shop.e FROM PUBLIC; GRANT USAGE ON DOMAIN shop.d TO flux_a; COMMENT ON COLUMN shop.v.label IS $$it''s$$; COMMENT ON FUNCTION shop.f(int, text[]) IS $$f$$;'
SELECT op, kind, object, sql FROM pg_flux.diff(:'base' || :'grants', schemas => '{shop}');
SELECT count(*) FROM pg_flux.apply(:'base' || :'grants', schemas => '{shop}');
SELECT count(*) FROM pg_flux.diff(:'base' || :'grants', schemas => '{shop}');
\echo == owners
\set owners 'ALTER TABLE shop.item OWNER TO flux_a; ALTER VIEW shop.v OWNER TO "Flux B"; ALTER FUNCTION shop.f(int, text[]) OWNER TO flux_a; ALTER TYPE shop.e OWNER TO flux_a; ALTER DOMAIN shop.d OWNER TO flux_a; ALTER SEQUENCE shop.s OWNER TO flux_a;'
SELECT op, kind, object, sql FROM pg_flux.apply(:'base' || :'grants' || :'owners', schemas => '{shop}');
SELECT count(*) FROM pg_flux.diff(:'base' || :'grants' || :'owners', schemas => '{shop}');
\echo == default privileges
\set defaults 'ALTER DEFAULT PRIVILEGES IN SCHEMA shop GRANT SELECT ON TABLES TO flux_a; ALTER DEFAULT PRIVILEGES FOR ROLE flux_a IN SCHEMA shop GRANT USAGE ON SEQUENCES TO "Flux B" WITH GRANT OPTION;'
SELECT op, kind, object, sql FROM pg_flux.apply(:'base' || :'grants' || :'owners' || :'defaults', schemas => '{shop}');
SELECT count(*) FROM pg_flux.diff(:'base' || :'grants' || :'owners' || :'defaults', schemas => '{shop}');
\echo == what is new under default privileges gets no less and no more than declared
SELECT sql FROM pg_flux.apply(:'base' || :'grants' || :'owners' || :'defaults' || 'CREATE TABLE shop.late (a int); CREATE TABLE shop.quiet (a int); REVOKE SELECT ON shop.quiet FROM flux_a;', schemas => '{shop}');
SELECT relname, replace(relacl::text, 'Dxtm', 'Dxt') FROM pg_class WHERE relname IN ('late', 'quiet') ORDER BY 1;
\echo == and changed, and dropped again
SELECT sql FROM pg_flux.apply(:'base' || :'grants' || :'owners' || 'ALTER DEFAULT PRIVILEGES IN SCHEMA shop GRANT INSERT ON TABLES TO flux_a;', schemas => '{shop}', allow_hazards => '{ALL}');
\echo == what somebody handed on goes with his right to do so, and stays where it is declared
DROP SCHEMA shop CASCADE;
SELECT count(*) FROM pg_flux.apply('CREATE SCHEMA shop; CREATE TABLE shop.t (a int); GRANT USAGE ON SCHEMA shop TO flux_a; GRANT SELECT, INSERT ON shop.t TO flux_a WITH GRANT OPTION;');
SET ROLE flux_a;
GRANT SELECT, INSERT ON shop.t TO "Flux B";
RESET ROLE;
SELECT sql FROM pg_flux.apply('CREATE SCHEMA shop; CREATE TABLE shop.t (a int); GRANT USAGE ON SCHEMA shop TO flux_a; GRANT SELECT ON shop.t TO flux_a, "Flux B";');
SELECT grantor, grantee, privilege_type, is_grantable FROM information_schema.role_table_grants WHERE table_schema = 'shop' AND grantee ~* '^flux' ORDER BY 2, 3;
DROP SCHEMA shop CASCADE;
DROP OWNED BY flux_a, "Flux B";
DROP ROLE flux_a, "Flux B";
