-- Enums, composite and range types, domains, sequences, extensions: from one declaration to the next.
\set VERBOSITY terse
SET client_min_messages = warning;
SELECT $source$
CREATE SCHEMA ty;
CREATE TYPE ty.mood AS ENUM ('sad', 'ok');
CREATE TYPE ty.colour AS ENUM ('red', 'green', 'blue');
CREATE TYPE ty.point AS (x integer, y integer);
COMMENT ON COLUMN ty.point.x IS 'to the right';
CREATE TYPE ty.stored AS (a integer, b text);
CREATE TYPE ty.floats AS RANGE (SUBTYPE = float8, SUBTYPE_DIFF = float8mi);
CREATE DOMAIN ty.code AS text CONSTRAINT short CHECK (length(VALUE) < 10);
CREATE DOMAIN ty.amount AS integer DEFAULT 1 NOT NULL;
CREATE SEQUENCE ty.numbers AS integer;
CREATE TABLE ty.t (
    id integer PRIMARY KEY,
    m ty.mood DEFAULT 'sad' NOT NULL,
    ms ty.mood[],
    c ty.colour DEFAULT 'blue',
    s ty.stored,
    r ty.floats,
    code ty.code,
    amount ty.amount
);
CREATE INDEX t_c ON ty.t (c) WHERE c <> 'red';
CREATE VIEW ty.v AS SELECT id, c, amount FROM ty.t WHERE c = 'blue';
CREATE FUNCTION ty.is_blue(ty.colour) RETURNS boolean LANGUAGE sql AS $$SELECT $1::text = 'blue'$$;
$source$ AS source1 \gset
SELECT object, sql FROM pg_flux.diff(:'source1', schemas => '{ty}') WHERE kind NOT IN ('table', 'constraint', 'view', 'index');
SELECT count(*) > 0 AS applied FROM pg_flux.apply(:'source1', schemas => '{ty}');
SELECT object, sql FROM pg_flux.diff(:'source1', schemas => '{ty}');
INSERT INTO ty.t VALUES (1, 'sad', '{sad,ok}', 'green', '(1,x)', '[1.5,2)', 'abc', 7), (2, 'ok', NULL, 'blue', NULL, NULL, NULL, 8);

-- In place: labels at every position, attributes, defaults and checks of domains, options of sequences.
SELECT replace(replace(replace(replace(replace(replace(replace(:'source1',
    $$('sad', 'ok')$$, $$('awful', 'sad', 'so so', 'ok', 'fine')$$),
    $$(x integer, y integer)$$, $$(x bigint, z integer)$$),
    $$'to the right'$$, $$'far to the right'$$),
    $$(a integer, b text)$$, $$(a integer, b text, c date)$$),
    $$CONSTRAINT short CHECK (length(VALUE) < 10)$$, $$DEFAULT '' CONSTRAINT short CHECK (length(VALUE) < 20) CONSTRAINT lower CHECK (VALUE = lower(VALUE))$$),
    $$DEFAULT 1 NOT NULL$$, $$DEFAULT 2$$),
    $$numbers AS integer$$, $$numbers AS bigint INCREMENT 5 CACHE 10$$) AS source2 \gset
SELECT op, object, sql, hazards FROM pg_flux.diff(:'source2', schemas => '{ty}');
SELECT count(*) > 0 AS applied FROM pg_flux.apply(:'source2', schemas => '{ty}');
SELECT object, sql FROM pg_flux.diff(:'source2', schemas => '{ty}');

-- Types that columns hold, built anew: a label that goes, an order that changes, another base type, another subtype.
SELECT replace(replace(replace(replace(:'source2',
    $$('red', 'green', 'blue')$$, $$('blue', 'green')$$),
    $$<> 'red'$$, $$<> 'green'$$),
    $$amount AS integer$$, $$amount AS bigint$$),
    $$SUBTYPE = float8, SUBTYPE_DIFF = float8mi$$, $$SUBTYPE = numeric$$) AS source3 \gset
SELECT op, object, regexp_replace(sql, '_old_\w{8}', '_old_…', 'g') AS sql, hazards FROM pg_flux.diff(:'source3', schemas => '{ty}') WHERE kind <> 'view';
SELECT count(*) FROM pg_flux.apply(:'source3', schemas => '{ty}');
SELECT count(*) > 0 AS applied FROM pg_flux.apply(:'source3', schemas => '{ty}', allow_hazards => '{DATA_LOSS}');
SELECT object, sql FROM pg_flux.diff(:'source3', schemas => '{ty}');
SELECT * FROM ty.t ORDER BY id;
SELECT enum_range(NULL::ty.colour), ty.is_blue('blue');

-- A label that the same plan uses cannot be added in its transaction before 17.
SELECT replace(replace(:'source3',
    $$('blue', 'green')$$, $$('blue', 'green', 'black')$$),
    $$DEFAULT 'blue'$$, $$DEFAULT 'black'$$) AS source4 \gset
SELECT count(*) > 0 AS applied FROM pg_flux.apply(:'source4', schemas => '{ty}', allow_hazards => '{DATA_LOSS}');
SELECT object, sql FROM pg_flux.diff(:'source4', schemas => '{ty}');
INSERT INTO ty.t (id) VALUES (3) RETURNING c;

-- Everything goes.
SELECT kind, object, hazards FROM pg_flux.diff('CREATE SCHEMA ty;', schemas => '{ty}') WHERE kind <> 'index';
SELECT count(*) > 0 AS applied FROM pg_flux.apply('CREATE SCHEMA ty;', schemas => '{ty}', allow_hazards => '{DATA_LOSS,MASS_DROP}');
SELECT count(*) FROM pg_flux.diff('CREATE SCHEMA ty;', schemas => '{ty}');
DROP SCHEMA ty;
