-- Functions, procedures and aggregates: from one declaration to the next.
\set VERBOSITY terse
SET client_min_messages = warning;
SELECT $source$
CREATE SCHEMA ro;
CREATE FUNCTION ro.body(a integer) RETURNS integer LANGUAGE plpgsql AS $$begin return a; end$$;
CREATE FUNCTION ro.property(integer) RETURNS integer LANGUAGE sql AS 'SELECT $1';
CREATE FUNCTION ro.signature(integer) RETURNS integer LANGUAGE sql AS 'SELECT $1';
CREATE FUNCTION ro.result(integer) RETURNS integer LANGUAGE sql AS 'SELECT $1';
CREATE FUNCTION ro.named(a integer, b integer DEFAULT 1) RETURNS integer LANGUAGE sql AS 'SELECT $1';
CREATE FUNCTION ro.several(a integer, OUT x integer, OUT y text) LANGUAGE sql AS $$SELECT 1, 'a'$$;
CREATE FUNCTION ro.rows_of() RETURNS TABLE (x integer, y text) LANGUAGE sql ROWS 10 AS $$SELECT 1, 'a'$$;
CREATE FUNCTION ro.variadic(VARIADIC a text[]) RETURNS text LANGUAGE sql SET search_path = ro, "$user" AS 'SELECT $1[1]';
CREATE FUNCTION ro.standard(a integer) RETURNS integer LANGUAGE sql BEGIN ATOMIC SELECT a + 1; END;
CREATE FUNCTION ro.later() RETURNS integer LANGUAGE sql RETURN ro.standard(1);
CREATE FUNCTION ro.row_of(ro.t) RETURNS SETOF ro.t LANGUAGE sql AS 'SELECT * FROM ro.t';
CREATE PROCEDURE ro.work(a integer, INOUT b text DEFAULT 'x') LANGUAGE plpgsql AS $$begin commit; end$$;
CREATE PROCEDURE ro.out_only(a integer, OUT b text) LANGUAGE plpgsql AS $$begin end$$;
CREATE AGGREGATE ro.total(integer) (SFUNC = int4pl, STYPE = integer, INITCOND = '0');
CREATE AGGREGATE ro.counted(*) (SFUNC = int8inc, STYPE = int8, INITCOND = '0');
CREATE AGGREGATE ro.middle(float8 ORDER BY anyelement) (SFUNC = ordered_set_transition, STYPE = internal, FINALFUNC = percentile_disc_final, FINALFUNC_EXTRA);
CREATE TABLE ro.t (id integer DEFAULT ro.result(1), CHECK (ro.named(id) > 0));
CREATE VIEW ro.v AS SELECT ro.result(id) AS r, ro.signature(id) AS s, ro.total(id) OVER () AS total FROM ro.t;
COMMENT ON FUNCTION ro.result(integer) IS 'comes back with its comment';
COMMENT ON AGGREGATE ro.middle(float8 ORDER BY anyelement) IS 'in the middle';
REVOKE ALL ON FUNCTION ro.result(integer) FROM PUBLIC;
REVOKE ALL ON FUNCTION ro.middle(float8, anyelement) FROM PUBLIC;
REVOKE ALL ON PROCEDURE ro.out_only(integer) FROM PUBLIC;
$source$ AS source1 \gset
SELECT object, sql FROM pg_flux.diff(:'source1', schemas => '{ro}') WHERE kind IN ('function', 'procedure', 'aggregate');
SELECT count(*) > 0 AS applied FROM pg_flux.apply(:'source1', schemas => '{ro}');
SELECT object, sql FROM pg_flux.diff(:'source1', schemas => '{ro}');
INSERT INTO ro.t VALUES (5);

-- In place: bodies, properties, settings, defaults, names for arguments that had none.
SELECT replace(replace(replace(replace(replace(replace(:'source1',
    'begin return a; end', E'begin\n    return a + 1;\nend'),
    'ro.property(integer) RETURNS integer LANGUAGE sql', 'ro.property(integer) RETURNS integer LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 5 SECURITY DEFINER SET search_path = '''''),
    'SET search_path = ro, "$user"', 'SET work_mem = ''1MB'''),
    'ro.signature(integer) RETURNS', 'ro.signature(given integer DEFAULT 3) RETURNS'),
    'SELECT a + 1; END', 'SELECT a + 2; END'),
    'INITCOND = ''0'');', 'INITCOND = ''1'');') AS source2 \gset
SELECT op, object, sql FROM pg_flux.diff(:'source2', schemas => '{ro}');
SELECT count(*) > 0 AS applied FROM pg_flux.apply(:'source2', schemas => '{ro}');
SELECT object, sql FROM pg_flux.diff(:'source2', schemas => '{ro}');

-- What makes another function of it takes its users along.
SELECT replace(replace(replace(replace(:'source2',
    'ro.result(integer) RETURNS integer', 'ro.result(integer) RETURNS bigint'),
    'ro.named(a integer, b integer DEFAULT 1)', 'ro.named(first integer, b integer DEFAULT 1)'),
    'TABLE (x integer, y text) LANGUAGE sql ROWS 10', 'TABLE (x integer, z text) LANGUAGE sql'),
    'OUT b text)', 'OUT c text)') AS source3 \gset
SELECT op, kind, object FROM pg_flux.diff(:'source3', schemas => '{ro}');
SELECT count(*) > 0 AS applied FROM pg_flux.apply(:'source3', schemas => '{ro}', allow_hazards => '{DATA_LOSS}');
SELECT object, sql FROM pg_flux.diff(:'source3', schemas => '{ro}');
SELECT obj_description('ro.result(integer)'::regprocedure), has_function_privilege('public', 'ro.result(integer)', 'EXECUTE'), count(*) FROM ro.t;

-- Everything goes.
SELECT count(*) > 0 AS applied FROM pg_flux.apply('CREATE SCHEMA ro;', schemas => '{ro}', allow_hazards => '{DATA_LOSS,MASS_DROP}');
SELECT count(*) FROM pg_flux.diff('CREATE SCHEMA ro;', schemas => '{ro}');
DROP SCHEMA ro;
