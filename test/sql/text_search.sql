-- Collations, conversions and text search: from one declaration to the next, dumped, loaded and dropped.
\set VERBOSITY terse
SET client_min_messages = warning;
SELECT $source$
CREATE SCHEMA "Text";
CREATE TEXT SEARCH TEMPLATE "Text".tmpl (INIT = dsimple_init, LEXIZE = dsimple_lexize);
CREATE TEXT SEARCH PARSER "Text".prs (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, LEXTYPES = prsd_lextype, HEADLINE = prsd_headline);
CREATE TEXT SEARCH DICTIONARY "Text".dict (TEMPLATE = "Text".tmpl, accept = false);
CREATE TEXT SEARCH DICTIONARY "Text"."Odd dict" (TEMPLATE = snowball, language = 'english', stopwords = english);
CREATE TEXT SEARCH CONFIGURATION "Text".cfg (PARSER = "Text".prs);
ALTER TEXT SEARCH CONFIGURATION "Text".cfg ADD MAPPING FOR asciiword, word WITH "Text"."Odd dict", "Text".dict;
ALTER TEXT SEARCH CONFIGURATION "Text".cfg ADD MAPPING FOR email WITH simple;
COMMENT ON TEXT SEARCH CONFIGURATION "Text".cfg IS 'it''s ours';
CREATE TABLE "Text".docs (id int primary key, body text, tsv tsvector GENERATED ALWAYS AS (to_tsvector('"Text".cfg'::regconfig, body)) STORED);
CREATE COLLATION "Text".posix FROM "C";
CREATE COLLATION "Text".num (provider = icu, locale = 'en-u-kn', deterministic = false);
COMMENT ON COLLATION "Text".num IS 'numbers';
CREATE TABLE "Text".c (a text COLLATE "Text".num PRIMARY KEY, b varchar(10) COLLATE "Text".posix);
CREATE INDEX c_b ON "Text".c (b COLLATE "Text".num);
CREATE DOMAIN "Text".cd AS text COLLATE "Text".num;
CREATE VIEW "Text".cv AS SELECT one.a, one.b COLLATE "Text".num AS b FROM "Text".c AS one, "Text".c AS two;
CREATE DEFAULT CONVERSION "Text".conv FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8;
$source$ AS source1 \gset
SELECT count(*) > 0 AS applied FROM pg_flux.apply(:'source1', schemas => '{"Text"}');
SELECT object, sql FROM pg_flux.diff(:'source1', schemas => '{"Text"}');
SELECT sql AS dumped FROM pg_flux.dump(schemas => '{"Text"}') \gset
\echo :dumped
SELECT object, sql FROM pg_flux.diff(:'dumped', schemas => '{"Text"}');
-- Loaded by psql it is the same again.
BEGIN;
SELECT count(*) > 0 AS dropped FROM pg_flux.apply('CREATE SCHEMA "Text";', schemas => '{"Text"}', allow_hazards => '{ALL}');
DROP SCHEMA "Text";
:dumped
SELECT sql = :'dumped' AS same FROM pg_flux.dump(schemas => '{"Text"}');
ROLLBACK;

-- In place: options of a dictionary, mappings. Anew: collations, with the columns, indexes and views that use them.
INSERT INTO "Text".c VALUES ('a1', 'b');
SELECT replace(replace(replace(replace(replace(replace(:'source1',
    'accept = false', 'accept = true'),
    'ADD MAPPING FOR email WITH simple', 'ADD MAPPING FOR url WITH "Text".dict'),
    'FOR asciiword, word WITH "Text"."Odd dict", "Text".dict', 'FOR asciiword, word WITH "Text".dict'),
    'posix FROM "C"', 'posix (locale = ''POSIX'')'),
    'en-u-kn', 'de-u-kn'),
    'CREATE DEFAULT CONVERSION', 'CREATE CONVERSION') AS source2 \gset
SELECT op, object, regexp_replace(sql, '_old_\w{8}', '_old_…', 'g') AS sql, hazards FROM pg_flux.diff(:'source2', schemas => '{"Text"}');
SELECT count(*) > 0 AS applied FROM pg_flux.apply(:'source2', schemas => '{"Text"}');
SELECT object, sql FROM pg_flux.diff(:'source2', schemas => '{"Text"}');

-- Back, with another template and another parser, which take along what depends on them.
SELECT replace(replace(:'source1',
    'dict (TEMPLATE = "Text".tmpl', 'dict (TEMPLATE = simple'),
    ', HEADLINE = prsd_headline', '') AS source3 \gset
SELECT op, object, sql, hazards FROM pg_flux.diff(:'source3', schemas => '{"Text"}') WHERE kind LIKE 'text%' OR kind = 'column';
SELECT count(*) > 0 AS applied FROM pg_flux.apply(:'source3', schemas => '{"Text"}', allow_hazards => '{ALL}');
SELECT object, sql FROM pg_flux.diff(:'source3', schemas => '{"Text"}');

-- Renames by directive.
SELECT replace(replace(replace(replace(replace(replace(:'source3',
    'CREATE COLLATION "Text".num', E'-- pg_flux: renamed from num\nCREATE COLLATION "Text"."Numeric"'),
    'COLLATE "Text".num', 'COLLATE "Text"."Numeric"'), 'ON COLLATION "Text".num', 'ON COLLATION "Text"."Numeric"'),
    'CREATE TEXT SEARCH CONFIGURATION "Text".cfg', E'-- pg_flux: renamed from cfg\nCREATE TEXT SEARCH CONFIGURATION "Text".configuration'),
    'CONFIGURATION "Text".cfg', 'CONFIGURATION "Text".configuration'), '"Text".cfg''', '"Text".configuration''') AS source4 \gset
SELECT op, object, sql FROM pg_flux.diff(:'source4', schemas => '{"Text"}');
SELECT count(*) > 0 AS applied FROM pg_flux.apply(:'source4', schemas => '{"Text"}', allow_hazards => '{ALL}');
SELECT object, sql FROM pg_flux.diff(:'source4', schemas => '{"Text"}');

-- Everything goes.
SELECT count(*) > 0 AS applied FROM pg_flux.apply('CREATE SCHEMA "Text";', schemas => '{"Text"}', allow_hazards => '{ALL}');
SELECT count(*) FROM pg_flux.diff('CREATE SCHEMA "Text";', schemas => '{"Text"}');
DROP SCHEMA "Text";
