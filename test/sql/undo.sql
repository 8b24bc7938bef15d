-- The way back from a plan: its SQL leads to the model that was there before, whatever the plan has done.
\set SHOW_CONTEXT never
SET client_min_messages = warning;
CREATE SCHEMA und;
CREATE ROLE und_owner;

-- A row in each table, where the table takes one: what is empty has nothing to lose.
CREATE PROCEDURE public.fill() LANGUAGE plpgsql AS $$
DECLARE
    t regclass;
BEGIN
    FOR t IN SELECT oid FROM pg_class WHERE relnamespace = 'und'::regnamespace AND relkind = 'r' ORDER BY relname LOOP
        BEGIN
            EXECUTE format('INSERT INTO %s DEFAULT VALUES', t);
        EXCEPTION WHEN integrity_constraint_violation THEN
            EXECUTE format('INSERT INTO %s VALUES (1)', t);
        END;
    END LOOP;
END $$;

-- Goes there and back; the answer says whether the old fingerprint is the new one, and what the way back cannot bring.
CREATE FUNCTION public.there_and_back(old text, new text)
RETURNS TABLE (there int, back int, same bool, no_data text[]) LANGUAGE plpgsql AS $$
DECLARE
    before text;
    plan jsonb;
    step jsonb;
BEGIN
    SET client_min_messages = warning;
    PERFORM pg_flux.apply(old, schemas => '{und}', allow_hazards => '{ALL}');
    CALL fill();
    before := pg_flux.fingerprint('{und}');
    plan := pg_flux.plan(new, schemas => '{und}');
    PERFORM pg_flux.apply(plan, allow_hazards => '{ALL}');
    FOR step IN SELECT * FROM jsonb_array_elements(plan->'undo') LOOP
        EXECUTE step->>'sql';
    END LOOP;
    RETURN QUERY SELECT jsonb_array_length(plan->'steps'), jsonb_array_length(plan->'undo'),
        before = pg_flux.fingerprint('{und}'),
        ARRAY(SELECT concat(s->>'kind', ' ', s->>'object') FROM jsonb_array_elements(plan->'undo') AS s
              WHERE s->'hazards' ? 'DATA_NOT_RESTORED');
END $$;

-- Nothing to do, nothing to undo.
SELECT * FROM there_and_back('CREATE TABLE t (i int)', 'CREATE TABLE t (i int)');
-- What was made goes.
SELECT * FROM there_and_back('', 'CREATE TABLE t (i serial PRIMARY KEY, n text DEFAULT ''x''); CREATE VIEW v AS SELECT * FROM t; CREATE INDEX ON t (n)');
-- What was dropped comes back empty, with all that hung on it.
SELECT * FROM there_and_back('CREATE TABLE t (i serial PRIMARY KEY, n text DEFAULT ''x'', CHECK (n <> ''''));
    COMMENT ON TABLE t IS ''ours''; GRANT SELECT ON t TO und_owner; ALTER TABLE t OWNER TO und_owner; CREATE INDEX ON t (n)', '');
-- A column that stands in the middle, its index and its view.
DROP TABLE und.t CASCADE;
SELECT * FROM there_and_back('CREATE TABLE t (a int, b text, c int); CREATE INDEX ON t (b); CREATE VIEW v AS SELECT a, b FROM t',
    'CREATE TABLE t (a int, c int, d int NOT NULL DEFAULT 1); CREATE VIEW v AS SELECT a FROM t');
-- Types of columns: one that keeps, one that loses, one of the user's own.
SELECT * FROM there_and_back('CREATE TABLE t (a int, b text, c text)', E'CREATE TABLE t (a bigint, b varchar(3),\n c int -- pg_flux: using length(c)\n)');
-- Labels of an enum that is used: one more, one less.
SELECT * FROM there_and_back('CREATE TYPE e AS ENUM (''a'', ''b''); CREATE TABLE t (e e DEFAULT ''a'')',
    'CREATE TYPE e AS ENUM (''a'', ''x'', ''b''); CREATE TABLE t (e e DEFAULT ''a'')');
SELECT * FROM there_and_back('CREATE TYPE e AS ENUM (''a'', ''b''); CREATE TABLE t (e e DEFAULT ''a'')',
    'CREATE TYPE e AS ENUM (''a''); CREATE TABLE t (e e DEFAULT ''a'')');
-- serial and identity.
SELECT * FROM there_and_back('CREATE TABLE t (i serial PRIMARY KEY)', 'CREATE TABLE t (i int GENERATED ALWAYS AS IDENTITY PRIMARY KEY)');
-- Partitions and children: detached, dropped, and the whole of them.
SELECT * FROM there_and_back('CREATE TABLE p (a int, b text) PARTITION BY LIST (a); CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);
    CREATE TABLE p2 PARTITION OF p DEFAULT; CREATE INDEX ON p (b)', 'CREATE TABLE p (a int, b text) PARTITION BY LIST (a); CREATE TABLE p1 (a int, b text)');
SELECT * FROM there_and_back('CREATE TABLE p (a int, b text) PARTITION BY LIST (a); CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1)', '');
SELECT * FROM there_and_back('CREATE TABLE p (a int, b text); CREATE TABLE c (d int) INHERITS (p)', 'CREATE TABLE p (a int)');
-- Routines, triggers, policies, rules, domains.
SELECT * FROM there_and_back('CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS ''SELECT 1''; CREATE DOMAIN d AS int CHECK (VALUE > 0); CREATE TABLE t (d d);
    CREATE POLICY p ON t USING (f(1) = 1)', 'CREATE FUNCTION f(a int) RETURNS text LANGUAGE sql AS ''SELECT ''''1''''''; CREATE DOMAIN d AS int CHECK (VALUE > 1); CREATE TABLE t (d d);
    CREATE POLICY p ON t USING (f(1) = ''1'')');
-- A rename by directive is undone by a rename back.
DROP TABLE und.t CASCADE;
SELECT * FROM there_and_back('CREATE TYPE e AS ENUM (''a'', ''b''); CREATE TABLE t (i int PRIMARY KEY, e e); CREATE VIEW v AS SELECT i, e FROM t',
    E'CREATE TYPE e AS ENUM (\n''a'',\n''c'' -- pg_flux: renamed from b\n);\n-- pg_flux: renamed from t\nCREATE TABLE u (j int PRIMARY KEY, -- pg_flux: renamed from i\n e e); CREATE VIEW v AS SELECT j AS i, e FROM u');
-- Owners and privileges of which the declaration says nothing.
ALTER VIEW und.v OWNER TO und_owner;
GRANT SELECT ON und.t TO und_owner;
CREATE FUNCTION public.same_owner(new text) RETURNS TABLE (back int, same bool) LANGUAGE plpgsql AS $$
DECLARE
    before text := pg_flux.fingerprint('{und}');
    plan jsonb := pg_flux.plan(new, schemas => '{und}');
    step jsonb;
BEGIN
    PERFORM pg_flux.apply(plan, allow_hazards => '{ALL}');
    FOR step IN SELECT * FROM jsonb_array_elements(plan->'undo') LOOP
        EXECUTE step->>'sql';
    END LOOP;
    RETURN QUERY SELECT jsonb_array_length(plan->'undo'), before = pg_flux.fingerprint('{und}');
END $$;
SELECT * FROM same_owner('');

-- What a person reads of it, and the steps with their hazards.
SELECT count(*) > 0 AS applied FROM pg_flux.apply('CREATE TABLE t (a int, b int)', schemas => '{und}', allow_hazards => '{ALL}');
CALL fill();
SELECT pg_flux.plan('CREATE TABLE t (a int, c int)', schemas => '{und}') AS plan \gset
SELECT pg_flux.plan_text(:'plan');
SELECT s->'step' AS step, s->>'op' AS op, s->>'sql' AS sql, s->'hazards' AS hazards
FROM jsonb_array_elements(CAST(:'plan' AS jsonb)->'undo') AS s;
-- It survives being kept.
SELECT pg_flux.plan_text(jsonb_set(:'plan', '{undo}', '[]') || '{"no_undo": "there is none"}') LIKE E'%\nNo way back: there is none\n';
DROP SCHEMA und CASCADE;
DROP FUNCTION there_and_back, same_owner;
DROP PROCEDURE fill;
DROP ROLE und_owner;
