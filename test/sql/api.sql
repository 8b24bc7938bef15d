-- What the functions do with ordinary and with odd arguments. The messages are part of the interface.
\set SHOW_CONTEXT never
SET client_min_messages = warning;
CREATE SCHEMA api;

-- Look, then say yes.
SELECT step, op, kind, object, hazards, lock, rewrites, scans, transactional
FROM pg_flux.diff('CREATE TABLE api.t (i int PRIMARY KEY, n text)');
SELECT step, op, kind, object, elapsed >= interval '0' AS ran FROM pg_flux.apply();
SELECT pg_flux.apply();
SELECT count(*) FROM pg_flux.diff('CREATE TABLE api.t (i int PRIMARY KEY, n text)');

-- The three forms of apply, with literals of no type.
SELECT count(*) FROM pg_flux.apply('CREATE TABLE t (i int PRIMARY KEY, n text, x int)', schemas => '{api}', dry_run => true);
SELECT count(*) FROM pg_flux.apply($$CREATE TABLE t (i int PRIMARY KEY, n text, x int)$$, schemas => '{api}', allow_hazards => '{ALL}');
SELECT count(*) FROM pg_flux.apply('CREATE TABLE api.t (i int PRIMARY KEY, n text, x int, y int)');
INSERT INTO api.t VALUES (1, 'one');
SELECT pg_flux.plan('CREATE TABLE api.t (i int PRIMARY KEY, n text, x int)') AS plan \gset
SELECT p->'format' AS format, p->'schemas' AS schemas, p->'hazards' AS hazards, p->'summary' AS summary, length(p->>'source_hash') AS source_hash,
    p->>'from' = pg_flux.fingerprint('{api}') AS "from", p->>'pg_flux' = pg_flux.version() AS version,
    (p->'server_version_num')::int = current_setting('server_version_num')::int AS server, jsonb_array_length(p->'steps') AS steps
FROM CAST(:'plan' AS jsonb) AS p;
SELECT pg_flux.plan_text(:'plan');
SELECT regexp_replace(pg_flux.plan_sql(:'plan'), '[0-9a-f]{64}|pg_flux [0-9.]+', '…', 'g');
SELECT * FROM pg_flux.apply(plan => :'plan');
SELECT step, op, object, elapsed FROM pg_flux.apply(plan => :'plan', allow_hazards => '{DATA_LOSS}', dry_run => true);
SELECT step, op, object, elapsed IS NOT NULL AS ran FROM pg_flux.apply(CAST(:'plan' AS jsonb), allow_hazards => '{DATA_LOSS}');
SELECT CAST(:'plan' AS jsonb)->>'to' = pg_flux.fingerprint('{api}') AS "to";
\set VERBOSITY sqlstate
SELECT * FROM pg_flux.apply(plan => :'plan', allow_hazards => '{DATA_LOSS}');
\set VERBOSITY default

-- Hazards.
SELECT * FROM pg_flux.apply('', schemas => '{api}');
SELECT * FROM pg_flux.apply('', schemas => '{api}', allow_hazards => '{NO_SUCH}');
SET pg_flux.allow_hazards = 'data_loss';
SELECT * FROM pg_flux.apply('', schemas => '{api}');
SET pg_flux.allow_hazards = ' DATA_LOSS , ';
BEGIN;
SELECT count(*) FROM pg_flux.apply('', schemas => '{api}');
ROLLBACK;
RESET pg_flux.allow_hazards;

-- What differs, without a plan.
SELECT kind, object, change, attribute, expected, actual
FROM pg_flux.drift('CREATE TABLE api.t (i int PRIMARY KEY, n int); CREATE VIEW api.v AS SELECT 1 AS one');
SELECT * FROM pg_flux.verify('CREATE SCHEMA api');
SELECT pg_flux.check_sync('CREATE TABLE api.t (i int PRIMARY KEY, n int)');
SELECT pg_flux.check_sync('CREATE SCHEMA api');
SELECT pg_flux.check_sync('CREATE TABLE api.t (i int PRIMARY KEY, n text, x int)');

-- The live schemas.
SELECT path, sql FROM pg_flux.dump('{api}');
SELECT path FROM pg_flux.dump('{api}', layout => 'kind');
SELECT pg_flux.model('{api}') #> '{tables,0,columns,0,name}' AS column, pg_flux.fingerprint('{api}') = pg_flux.fingerprint('{api}') AS same;

-- NULL, and what is no schema.
SELECT * FROM pg_flux.diff(NULL);
SELECT pg_flux.plan(NULL);
SELECT pg_flux.plan_text(NULL);
SELECT pg_flux.plan_sql('{"format": 7}');
SELECT pg_flux.plan_sql('{"format": 1}');
SELECT * FROM pg_flux.apply(NULL::text);
SELECT * FROM pg_flux.apply(NULL::jsonb);
SELECT * FROM pg_flux.apply(NULL::text[]);
SELECT * FROM pg_flux.diff('-- nothing', '{}');
SELECT * FROM pg_flux.diff('-- nothing', '{NULL}');
SELECT * FROM pg_flux.diff('-- nothing', '{pg_catalog}');
SELECT * FROM pg_flux.diff('-- nothing', '{information_schema}');
SELECT * FROM pg_flux.diff('-- nothing', '{pg_flux}');
SELECT * FROM pg_flux.dump('{nowhere}');
SELECT * FROM pg_flux.dump('{api}', 'round');
SELECT pg_flux.model('{nowhere}');
SELECT pg_flux.fingerprint('{nowhere}');

-- Where nothing may be written.
BEGIN READ ONLY;
SELECT * FROM pg_flux.diff('-- nothing');
ROLLBACK;
BEGIN READ ONLY;
SELECT * FROM pg_flux.apply('-- nothing');
ROLLBACK;
BEGIN READ ONLY;
SELECT length(pg_flux.fingerprint('{api}')), count(*) FROM pg_flux.dump('{api}');
COMMIT;

-- Settings.
SHOW pg_flux.lock_timeout;
SHOW pg_flux.statement_timeout;
SET pg_flux.no_such_setting = 1;
SET pg_flux.statement_timeout = '50ms';
SELECT * FROM pg_flux.apply('CREATE TABLE api.t (i int PRIMARY KEY, n text, x int DEFAULT 1);
    CREATE FUNCTION api.slow() RETURNS int LANGUAGE sql VOLATILE AS ''SELECT 1 FROM pg_catalog.pg_sleep(10)'';
    CREATE MATERIALIZED VIEW api.m AS SELECT api.slow()', schemas => '{api}');
RESET pg_flux.statement_timeout;

-- In functions, and after an error that was caught.
CREATE FUNCTION api.tried(source text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    RETURN (SELECT count(*) FROM pg_flux.apply(source, schemas => '{api}'));
EXCEPTION WHEN OTHERS THEN
    RETURN SQLSTATE;
END $$;
SELECT api.tried('CREATE TABLE t ('), api.tried('SELECT 1'), api.tried('CREATE TABLE t (i int)'),
    (SELECT count(*) FROM pg_flux.diff('CREATE TABLE t (i no_such_type)', schemas => '{api}') WHERE false);

DROP SCHEMA api CASCADE;
