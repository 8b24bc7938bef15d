-- Operators, their families and classes, casts, transforms and base types: from one declaration to the next.
\set VERBOSITY terse
SET client_min_messages = warning;
SELECT $source$
CREATE SCHEMA op;
CREATE TYPE op.pair AS (x int, y int);
CREATE FUNCTION op.pair_lt(op.pair, op.pair) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$SELECT $1.x < $2.x$$;
CREATE FUNCTION op.pair_le(op.pair, op.pair) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$SELECT $1.x <= $2.x$$;
CREATE FUNCTION op.pair_eq(op.pair, op.pair) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$SELECT $1.x = $2.x$$;
CREATE FUNCTION op.pair_ne(op.pair, op.pair) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$SELECT $1.x <> $2.x$$;
CREATE FUNCTION op.pair_ge(op.pair, op.pair) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$SELECT $1.x >= $2.x$$;
CREATE FUNCTION op.pair_gt(op.pair, op.pair) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$SELECT $1.x > $2.x$$;
CREATE FUNCTION op.pair_cmp(op.pair, op.pair) RETURNS int LANGUAGE sql IMMUTABLE AS $$SELECT btint4cmp($1.x, $2.x)$$;
CREATE FUNCTION op.pair_int_cmp(op.pair, int) RETURNS int LANGUAGE sql IMMUTABLE AS $$SELECT btint4cmp($1.x, $2)$$;
CREATE FUNCTION op.pair_int_eq(op.pair, int) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$SELECT $1.x = $2$$;
CREATE FUNCTION op.neg(op.pair) RETURNS op.pair LANGUAGE sql IMMUTABLE AS $$SELECT (-$1.x, -$1.y)::op.pair$$;
CREATE OPERATOR op.<| (FUNCTION = op.pair_lt, LEFTARG = op.pair, RIGHTARG = op.pair, COMMUTATOR = OPERATOR(op.|>), NEGATOR = OPERATOR(op.|>=), RESTRICT = scalarltsel, JOIN = scalarltjoinsel);
CREATE OPERATOR op.<=| (FUNCTION = op.pair_le, LEFTARG = op.pair, RIGHTARG = op.pair, COMMUTATOR = OPERATOR(op.|>=), NEGATOR = OPERATOR(op.|>));
CREATE OPERATOR op.=| (FUNCTION = op.pair_eq, LEFTARG = op.pair, RIGHTARG = op.pair, COMMUTATOR = OPERATOR(op.=|), NEGATOR = OPERATOR(op.<>|), MERGES, HASHES, RESTRICT = eqsel);
CREATE OPERATOR op.<>| (FUNCTION = op.pair_ne, LEFTARG = op.pair, RIGHTARG = op.pair, COMMUTATOR = OPERATOR(op.<>|), NEGATOR = OPERATOR(op.=|));
CREATE OPERATOR op.|>= (FUNCTION = op.pair_ge, LEFTARG = op.pair, RIGHTARG = op.pair, COMMUTATOR = OPERATOR(op.<=|), NEGATOR = OPERATOR(op.<|));
CREATE OPERATOR op.|> (FUNCTION = op.pair_gt, LEFTARG = op.pair, RIGHTARG = op.pair, COMMUTATOR = OPERATOR(op.<|), NEGATOR = OPERATOR(op.<=|));
CREATE OPERATOR op.=|# (FUNCTION = op.pair_int_eq, LEFTARG = op.pair, RIGHTARG = int);
CREATE OPERATOR op.-| (FUNCTION = op.neg, RIGHTARG = op.pair);
COMMENT ON OPERATOR op.-| (NONE, op.pair) IS 'minus';
CREATE OPERATOR FAMILY op.fam USING btree;
CREATE OPERATOR CLASS op.pair_ops FOR TYPE op.pair USING btree FAMILY op.fam AS
  OPERATOR 1 op.<|, OPERATOR 2 op.<=|, OPERATOR 3 op.=|, OPERATOR 4 op.|>=, OPERATOR 5 op.|>, FUNCTION 1 op.pair_cmp(op.pair, op.pair);
ALTER OPERATOR FAMILY op.fam USING btree ADD OPERATOR 3 op.=|# (op.pair, int), FUNCTION 1 (op.pair, int) op.pair_int_cmp(op.pair, int);
COMMENT ON OPERATOR CLASS op.pair_ops USING btree IS 'pairs';
COMMENT ON OPERATOR FAMILY op.fam USING btree IS 'family';
CREATE TABLE op.p (a op.pair);
CREATE INDEX p_a ON op.p (a op.pair_ops);
CREATE VIEW op.pv AS SELECT OPERATOR(op.-|) one.a AS n FROM op.p AS one, op.p AS two WHERE one.a OPERATOR(op.=|) ROW(1,2)::op.pair;
CREATE FUNCTION op.to_pair(int) RETURNS op.pair LANGUAGE sql IMMUTABLE AS $$SELECT ($1, $1)::op.pair$$;
CREATE CAST (int AS op.pair) WITH FUNCTION op.to_pair(int) AS ASSIGNMENT;
CREATE CAST (op.pair AS text) WITH INOUT;
COMMENT ON CAST (int AS op.pair) IS 'twice';
CREATE FUNCTION op.to_sql(internal) RETURNS op.pair LANGUAGE internal IMMUTABLE AS 'int4recv';
CREATE TRANSFORM FOR op.pair LANGUAGE sql (FROM SQL WITH FUNCTION prsd_lextype(internal), TO SQL WITH FUNCTION op.to_sql(internal));
CREATE TYPE op.b;
CREATE FUNCTION op.b_in(cstring) RETURNS op.b LANGUAGE internal IMMUTABLE STRICT AS 'int4in';
CREATE FUNCTION op.b_out(op.b) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'int4out';
CREATE TYPE op.b (INPUT = op.b_in, OUTPUT = op.b_out, LIKE = int4, DEFAULT = '42', CATEGORY = 'N');
CREATE TYPE op.shell;
CREATE TABLE op.bt (b op.b, bs op.b[]);
CREATE TYPE op.ir;
CREATE FUNCTION op.ir_canon(op.ir) RETURNS op.ir LANGUAGE internal IMMUTABLE STRICT AS 'int4range_canonical';
CREATE TYPE op.ir AS RANGE (SUBTYPE = int4, CANONICAL = op.ir_canon);
CREATE TABLE op.irt (r op.ir);
$source$ AS source1 \gset
SELECT count(*) > 0 AS applied FROM pg_flux.apply(:'source1', schemas => '{op}');
SELECT object, sql FROM pg_flux.diff(:'source1', schemas => '{op}');
SELECT sql AS dumped FROM pg_flux.dump(schemas => '{op}') \gset
\echo :dumped
SELECT object, sql FROM pg_flux.diff(:'dumped', schemas => '{op}');
-- Loaded by psql it is the same again.
BEGIN;
SELECT count(*) > 0 AS dropped FROM pg_flux.apply('CREATE SCHEMA op;', schemas => '{op}', allow_hazards => '{ALL}');
DROP SCHEMA op;
:dumped
SELECT sql = :'dumped' AS same FROM pg_flux.dump(schemas => '{op}');
ROLLBACK;

-- In place and anew, with what depends on it.
INSERT INTO op.bt VALUES ('7', '{1,2}');
INSERT INTO op.irt VALUES ('[1,5]');
INSERT INTO op.p VALUES ('(1,2)');
SELECT replace(replace(replace(replace(replace(:'source1',
    'RESTRICT = scalarltsel, JOIN = scalarltjoinsel', 'RESTRICT = scalargtsel'),
    'ADD OPERATOR 3 op.=|# (op.pair, int), FUNCTION 1', 'ADD FUNCTION 1'),
    'WITH FUNCTION op.to_pair(int) AS ASSIGNMENT', 'WITH FUNCTION op.to_pair(int)'),
    'OPERATOR CLASS op.pair_ops FOR TYPE', 'OPERATOR CLASS op.pair_ops DEFAULT FOR TYPE'),
    'FROM SQL WITH FUNCTION prsd_lextype(internal), ', '') AS source2 \gset
SELECT op, object, sql, hazards FROM pg_flux.diff(:'source2', schemas => '{op}');
SELECT count(*) > 0 AS applied FROM pg_flux.apply(:'source2', schemas => '{op}');
SELECT object, sql FROM pg_flux.diff(:'source2', schemas => '{op}');

-- Back, and types built anew under columns that hold them; an operator that can no longer hash.
SELECT replace(replace(replace(replace(replace(:'source1',
    'LIKE = int4, DEFAULT = ''42''', 'LIKE = int4, DEFAULT = ''43'''),
    'SUBTYPE = int4, CANONICAL', 'SUBTYPE = int4, SUBTYPE_DIFF = int4range_subdiff, CANONICAL'),
    'MERGES, HASHES, RESTRICT', 'MERGES, RESTRICT'),
    'CREATE TYPE op.shell;', ''),
    'IS ''twice''', 'IS ''doubled''') AS source3 \gset
SELECT op, object, regexp_replace(sql, '_old_\w{8}', '_old_…', 'g') AS sql, hazards FROM pg_flux.diff(:'source3', schemas => '{op}');
SELECT count(*) > 0 AS applied FROM pg_flux.apply(:'source3', schemas => '{op}', allow_hazards => '{ALL}');
SELECT object, sql FROM pg_flux.diff(:'source3', schemas => '{op}');
TABLE op.bt;
TABLE op.irt;
TABLE op.p;

-- A cast between types that no schema of the call holds belongs to the database.
SELECT object, sql FROM pg_flux.diff(:'source3' || 'CREATE CAST (text AS int) WITH INOUT;', schemas => '{op}');
BEGIN;
CREATE CAST (text AS int) WITH INOUT;
SELECT object, sql FROM pg_flux.diff('CREATE SCHEMA op2; CREATE TABLE op2.t (a int);', schemas => '{op2}') WHERE kind = 'cast';
SELECT object, sql FROM pg_flux.diff(:'source3', schemas => '{op}');
SELECT object, sql FROM pg_flux.diff(:'source3' || 'CREATE CAST (text AS int) WITH INOUT AS ASSIGNMENT;', schemas => '{op}');
ROLLBACK;

-- What another schema builds on a type that must go is not taken along.
CREATE SCHEMA op_other;
CREATE FUNCTION op_other.f(op.b) RETURNS int LANGUAGE sql AS 'SELECT 1';
SELECT count(*) FROM pg_flux.diff(:'source1', schemas => '{op}');
DROP SCHEMA op_other CASCADE;

-- Everything goes.
SELECT count(*) > 0 AS applied FROM pg_flux.apply('CREATE SCHEMA op;', schemas => '{op}', allow_hazards => '{ALL}');
SELECT count(*) FROM pg_flux.diff('CREATE SCHEMA op;', schemas => '{op}');
DROP SCHEMA op;
