-- Expressions that the server prints in another way once its own text is loaded: what a source gives and what a restored dump
-- gives are the same to a diff, and a dump loads to the very trees that it was made from.
\set VERBOSITY terse
\pset format unaligned
\pset tuples_only on
SET client_min_messages = error;
SELECT $src$
CREATE SCHEMA xp;
CREATE DOMAIN xp.size AS varchar(10) CHECK (VALUE IN ('s', 'm') AND VALUE BETWEEN 'a' AND 'z');
CREATE TABLE xp.t (
    id integer PRIMARY KEY, kind varchar(20), n integer, x integer, y integer,
    known boolean GENERATED ALWAYS AS (kind NOT IN ('a', 'b')) STORED,
    flag boolean DEFAULT (current_setting('application_name')::varchar IN ('a', 'b')),
    CONSTRAINT kind_check CHECK (kind IN ('a', 'it''s, (b')),
    CONSTRAINT range_check CHECK (n BETWEEN 1 AND 5 AND n IN (x, y, id)));
CREATE INDEX t_kind ON xp.t (id, (kind IN ('a', 'b'))) WHERE n BETWEEN 1 AND 5 AND kind IN ('a', 'b');
CREATE STATISTICS xp.s ON (kind IN ('a', 'b')), id FROM xp.t;
CREATE FUNCTION xp.f() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NEW; END$$;
CREATE FUNCTION xp.g(a boolean DEFAULT ('a'::varchar IN ('a', 'b'))) RETURNS boolean LANGUAGE sql
    RETURN 3 BETWEEN 1 AND 5 AND a AND 'c'::varchar IN ('c', 'd');
CREATE TRIGGER tr BEFORE UPDATE ON xp.t FOR EACH ROW WHEN (NEW.n BETWEEN 1 AND 2 AND NEW.kind IN ('a', 'c')) EXECUTE FUNCTION xp.f();
CREATE POLICY p ON xp.t USING (kind IN ('a', 'b')) WITH CHECK (n BETWEEN 1 AND 5 AND kind IN ('a', 'b'));
CREATE RULE r AS ON DELETE TO xp.t WHERE OLD.n BETWEEN 1 AND 2 AND OLD.kind IN ('a', 'b') DO ALSO NOTHING;
CREATE VIEW xp.v AS SELECT id FROM xp.t WHERE n BETWEEN 1 AND 5 AND kind IN ('a', 'b');
CREATE TABLE xp.parts (kind varchar(5)) PARTITION BY LIST ((kind IN ('a', 'b')));
$src$ AS src \gset
SELECT count(*) > 0 FROM pg_flux.apply(:'src', schemas => '{xp}');
SELECT * FROM pg_flux.diff(:'src', schemas => '{xp}');
-- Every tree of the schema, as the server prints it.
CREATE VIEW public.xp_trees AS
SELECT 'constraint' AS what, conname::text AS name, pg_get_constraintdef(oid) AS text FROM pg_constraint WHERE connamespace = to_regnamespace('xp')
UNION ALL SELECT 'index', 't_kind', pg_get_indexdef(indexrelid) FROM pg_index WHERE indexrelid = to_regclass('xp.t_kind')
UNION ALL SELECT 'default', attname, pg_get_expr(adbin, adrelid) FROM pg_attrdef JOIN pg_attribute ON attrelid = adrelid AND attnum = adnum
    WHERE adrelid = to_regclass('xp.t')
UNION ALL SELECT 'statistics', stxname, pg_get_statisticsobjdef_expressions(oid)::text FROM pg_statistic_ext WHERE stxnamespace = to_regnamespace('xp')
UNION ALL SELECT 'function', proname, pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = to_regnamespace('xp')
UNION ALL SELECT 'trigger', tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE tgrelid = to_regclass('xp.t')
UNION ALL SELECT 'policy', polname, pg_get_expr(polqual, polrelid) || pg_get_expr(polwithcheck, polrelid) FROM pg_policy WHERE polrelid = to_regclass('xp.t')
UNION ALL SELECT 'rule', rulename, pg_get_ruledef(oid) FROM pg_rewrite WHERE ev_class = to_regclass('xp.t')
UNION ALL SELECT 'view', 'v', pg_get_viewdef(to_regclass('xp.v'))
UNION ALL SELECT 'key', 'parts', pg_get_partkeydef(to_regclass('xp.parts'));
CREATE TEMP TABLE applied AS SELECT * FROM public.xp_trees;
SELECT sql AS dumped FROM pg_flux.dump('{xp}') \gset
SELECT pg_flux.fingerprint('{xp}') AS fingerprint \gset
-- What the source gives when psql loads it, and when psql loads the dump.
DROP SCHEMA xp CASCADE;
SET client_min_messages = error;
:src
CREATE TEMP TABLE loaded AS SELECT * FROM public.xp_trees;
SELECT count(*) FROM loaded WHERE text NOT LIKE 'NOT NULL%'; -- constraints from 18 on
SELECT * FROM applied EXCEPT TABLE loaded;
DROP SCHEMA xp CASCADE;
:dumped
SELECT * FROM public.xp_trees EXCEPT TABLE loaded;
SET search_path TO DEFAULT;
SELECT * FROM pg_flux.diff(:'src', schemas => '{xp}');
-- What pg_restore makes of it: the printed forms, loaded once more.
DROP TRIGGER tr ON xp.t;
SELECT text AS kind FROM loaded WHERE name = 'kind_check' \gset as_
SELECT text AS range FROM loaded WHERE name = 'range_check' \gset as_
SELECT text AS index FROM loaded WHERE what = 'index' \gset as_
SELECT text AS trigger FROM loaded WHERE what = 'trigger' \gset as_
SELECT text AS view FROM loaded WHERE what = 'view' \gset as_
ALTER TABLE xp.t DROP CONSTRAINT kind_check, DROP CONSTRAINT range_check;
ALTER TABLE xp.t ADD CONSTRAINT kind_check :as_kind, ADD CONSTRAINT range_check :as_range;
DROP INDEX xp.t_kind;
:as_index;
:as_trigger;
CREATE OR REPLACE VIEW xp.v AS :as_view
SELECT what, name, regexp_replace(text, '\mt\.', '', 'g') AS text FROM (TABLE public.xp_trees EXCEPT TABLE loaded) AS other ORDER BY 1, 2;
SELECT * FROM pg_flux.diff(:'src', schemas => '{xp}');
SELECT pg_flux.fingerprint('{xp}') = :'fingerprint';
DROP VIEW public.xp_trees;
DROP SCHEMA xp CASCADE;
