-- Every kind under a name that must be quoted everywhere: made, dumped, made again from the dump, altered, renamed, dropped.
\pset format unaligned
\pset tuples_only on
SET client_min_messages = error;
-- @a to @z are such names, @@ is such a string, @S the sequence as a string.
CREATE FUNCTION pg_temp.named(source text) RETURNS text LANGUAGE plpgsql AS $function$
DECLARE
    base CONSTANT text := 'a"b''c\d %s $x$ $flux$ ; -- /* ${1} ж';
BEGIN
    source := replace(source, '@@', quote_literal(base));
    source := replace(source, '@S', quote_literal(quote_ident(base || 'a') || '.' || quote_ident(base || 's')));
    FOR letter IN ascii('a') .. ascii('z') LOOP
        source := replace(source, '@' || chr(letter), quote_ident(base || chr(letter)));
    END LOOP;
    RETURN source;
END
$function$;
SELECT 'a"b''c\d %s $x$ $flux$ ; -- /* ${1} жa' AS name, pg_temp.named('@r') AS role \gset
CREATE ROLE :role;
SELECT pg_temp.named($source$
CREATE SCHEMA @a;
COMMENT ON SCHEMA @a IS @@;
GRANT USAGE ON SCHEMA @a TO @r;
CREATE COLLATION @a.@b (LOCALE = 'C');
CREATE TYPE @a.@e AS ENUM (@@, 'other');
CREATE DOMAIN @a.@d AS text COLLATE @a.@b DEFAULT @@ CONSTRAINT @c CHECK (VALUE <> '');
COMMENT ON CONSTRAINT @c ON DOMAIN @a.@d IS @@;
CREATE TYPE @a.@q AS (@x integer, @y @a.@e);
COMMENT ON COLUMN @a.@q.@x IS @@;
CREATE TYPE @a.@n AS RANGE (SUBTYPE = integer, MULTIRANGE_TYPE_NAME = @a.@m);
CREATE SEQUENCE @a.@s;
CREATE FUNCTION @a.@f(@x integer, @y text DEFAULT @@) RETURNS integer LANGUAGE sql IMMUTABLE SET application_name = @@ AS $b$ SELECT 1 $b$;
GRANT EXECUTE ON FUNCTION @a.@f(integer, text) TO @r WITH GRANT OPTION;
CREATE FUNCTION @a.@g() RETURNS trigger LANGUAGE plpgsql AS $b$ BEGIN RETURN NEW; END $b$;
CREATE PROCEDURE @a.@p(@x integer) LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION @a.@h(integer, integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT $1';
CREATE AGGREGATE @a.@h(integer) (SFUNC = @a.@h, STYPE = integer, INITCOND = '0');
CREATE OPERATOR @a.<%> (FUNCTION = @a.@h, LEFTARG = integer, RIGHTARG = integer);
CREATE OPERATOR FAMILY @a.@o USING btree;
CREATE CAST (integer AS @a.@q) WITH INOUT;
CREATE TABLE @a.@t (@x integer CONSTRAINT @k PRIMARY KEY, @y @a.@d NOT NULL DEFAULT @@, @z integer GENERATED ALWAYS AS (@x + 1) STORED, @w integer DEFAULT nextval(@S), CONSTRAINT @c CHECK (@x > 0), CONSTRAINT @u UNIQUE (@y));
ALTER SEQUENCE @a.@s OWNED BY @a.@t.@w;
ALTER TABLE @a.@t ALTER @y SET STORAGE EXTERNAL;
COMMENT ON TABLE @a.@t IS @@;
COMMENT ON COLUMN @a.@t.@x IS @@;
COMMENT ON CONSTRAINT @c ON @a.@t IS @@;
GRANT SELECT (@x), UPDATE ON @a.@t TO @r;
CREATE TABLE @a.@v (@x integer, CONSTRAINT @f FOREIGN KEY (@x) REFERENCES @a.@t) PARTITION BY LIST (@x);
CREATE TABLE @a.@w PARTITION OF @a.@v FOR VALUES IN (1);
CREATE TABLE @a.@z (@v text) INHERITS (@a.@t);
CREATE INDEX @i ON @a.@t (@y, (@x + 1)) WHERE @x > 1;
COMMENT ON INDEX @a.@i IS @@;
ALTER TABLE @a.@t CLUSTER ON @k;
CREATE STATISTICS @a.@s ON @x, @z FROM @a.@t;
CREATE VIEW @a.@j AS SELECT a.@x, b.@y FROM @a.@t a, @a.@t b;
ALTER VIEW @a.@j ALTER @y SET DEFAULT @@;
CREATE MATERIALIZED VIEW @a.@l AS SELECT a.@x, b.@y FROM @a.@t a, @a.@t b WITH NO DATA;
CREATE RULE @r AS ON INSERT TO @a.@j DO INSTEAD NOTHING;
COMMENT ON RULE @r ON @a.@j IS @@;
CREATE TRIGGER @t BEFORE UPDATE OF @x ON @a.@t FOR EACH ROW WHEN (OLD.@x > 1) EXECUTE FUNCTION @a.@g(@@);
COMMENT ON TRIGGER @t ON @a.@t IS @@;
ALTER TABLE @a.@t ENABLE ROW LEVEL SECURITY;
CREATE POLICY @p ON @a.@t TO @r USING (@y = @@);
COMMENT ON POLICY @p ON @a.@t IS @@;
CREATE TEXT SEARCH DICTIONARY @a.@x (TEMPLATE = simple);
CREATE TEXT SEARCH CONFIGURATION @a.@y (PARSER = default);
ALTER TEXT SEARCH CONFIGURATION @a.@y ADD MAPPING FOR word WITH @a.@x;
CREATE CONVERSION @a.@c FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8;
ALTER DEFAULT PRIVILEGES IN SCHEMA @a GRANT SELECT ON TABLES TO @r;
CREATE FOREIGN DATA WRAPPER @f;
CREATE SERVER @s TYPE @@ VERSION @@ FOREIGN DATA WRAPPER @f OPTIONS (@o @@);
CREATE USER MAPPING FOR @r SERVER @s OPTIONS (@o @@);
CREATE FOREIGN TABLE @a.@f (@x integer OPTIONS (@o @@)) SERVER @s OPTIONS (@o @@);
CREATE PUBLICATION @p FOR TABLE @a.@t;
COMMENT ON PUBLICATION @p IS @@;
CREATE FUNCTION @a.@l() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
CREATE EVENT TRIGGER @e ON sql_drop EXECUTE FUNCTION @a.@l();
CREATE SUBSCRIPTION @s CONNECTION 'host=nowhere' PUBLICATION @p WITH (connect = false);
CREATE ACCESS METHOD @m TYPE TABLE HANDLER heap_tableam_handler;
$source$) AS source \gset
\echo == made
BEGIN;
SELECT count(*) > 60 FROM pg_flux.apply(:'source', allow_hazards => '{ALL}');
SELECT op, sql FROM pg_flux.diff(:'source');
SELECT sql AS dump FROM pg_flux.dump(ARRAY[:'name']::name[]) \gset
SELECT op, sql FROM pg_flux.diff(:'dump');
SELECT pg_flux.fingerprint(ARRAY[:'name']::name[]) AS before \gset
ROLLBACK;
\echo == made again from the dump
SELECT count(*) > 60 FROM pg_flux.apply(:'dump', allow_hazards => '{ALL}');
SELECT op, sql FROM pg_flux.diff(:'source');
SELECT :'before' = pg_flux.fingerprint(ARRAY[:'name']::name[]);
\echo == from files
SELECT string_agg(sql, E';\n' ORDER BY path) AS files, bool_and(path !~ '["''\\*:;]') AS plain FROM pg_flux.dump(ARRAY[:'name']::name[], 'kind') \gset
SELECT :'plain';
SELECT op, sql FROM pg_flux.diff(:'files');
\echo == altered, by a plan, and back
SELECT replace(replace(replace(:'source', pg_temp.named('IS @@'), 'IS $$other$$'), pg_temp.named('DEFAULT @@'), 'DEFAULT $$x$$'), pg_temp.named('OPTIONS (@o @@)'), pg_temp.named('OPTIONS (@n @@)')) AS altered \gset
SELECT count(*) > 10 FROM pg_flux.apply(pg_flux.plan(:'altered'), allow_hazards => '{ALL}');
SELECT op, sql FROM pg_flux.diff(:'altered');
SELECT count(*) > 10 FROM pg_flux.apply(:'source', allow_hazards => '{ALL}');
SELECT op, sql FROM pg_flux.diff(:'source');
\echo == renamed
SELECT replace(replace(:'source', pg_temp.named('@a.@t'), pg_temp.named('@a.renamed')), pg_temp.named('CREATE TABLE @a.renamed'), pg_temp.named(E'\n-- pg_flux: renamed from @t\nCREATE TABLE @a.renamed')) AS renamed \gset
SELECT op, kind FROM pg_flux.apply(:'renamed', allow_hazards => '{ALL}');
SELECT op, sql FROM pg_flux.diff(:'renamed');
\echo == dropped
SELECT pg_temp.named('DROP EVENT TRIGGER @e; ALTER SUBSCRIPTION @s SET (slot_name = NONE); DROP SUBSCRIPTION @s; DROP PUBLICATION @p') AS drop \gset
:drop;
SELECT count(*) > 20 FROM pg_flux.apply(pg_temp.named('CREATE SCHEMA @a;'), allow_hazards => '{ALL}');
SELECT op, sql FROM pg_flux.diff(pg_temp.named('CREATE SCHEMA @a;'));
\o /dev/null
SELECT pg_temp.named('DROP SCHEMA @a CASCADE; DROP FOREIGN DATA WRAPPER @f CASCADE; DROP ACCESS METHOD @m; DROP OWNED BY @r; DROP ROLE @r') AS drop \gset
:drop;
