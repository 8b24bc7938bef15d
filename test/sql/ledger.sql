-- Every command leaves a row for each object that it touched.
DELETE FROM pg_flux.ledger_entry;
CREATE ROLE ledger_owner;
CREATE ROLE ledger_reader;
CREATE SCHEMA led AUTHORIZATION ledger_owner;
\pset format unaligned
\pset tuples_only on
SET ROLE ledger_owner;
SET application_name = 'psql of the owner';
CREATE TABLE led.t (id serial PRIMARY KEY, a text DEFAULT 'a', b int);
CREATE TEMP TABLE hidden (i int);
ALTER TABLE led.t ALTER a SET DEFAULT 'A', ALTER a TYPE varchar(20), ADD c int, ADD CONSTRAINT positive CHECK (b > 0);
ALTER TABLE led.t ALTER b TYPE bigint;
ALTER TABLE led.t RENAME TO u;
ALTER TABLE led.u RENAME b TO "B b";
ALTER TABLE led.u RENAME CONSTRAINT positive TO above;
CREATE INDEX i ON led.u (a);
ALTER INDEX led.i RENAME TO j;
COMMENT ON COLUMN led.u.a IS 'said';
GRANT SELECT ON led.u TO ledger_reader;
REVOKE ALL ON ALL TABLES IN SCHEMA led FROM ledger_reader;
ALTER DEFAULT PRIVILEGES IN SCHEMA led GRANT SELECT ON TABLES TO ledger_reader;
CREATE FUNCTION led.f(i int) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE OR REPLACE FUNCTION led.f(i int) RETURNS int LANGUAGE sql AS 'SELECT 2';
ALTER FUNCTION led.f RENAME TO g;
CREATE TYPE led.pair AS (x int);
ALTER TYPE led.pair ADD ATTRIBUTE y int;
DROP TABLE hidden;
ALTER TABLE led.u DROP COLUMN c;
DROP TABLE led.u;
CREATE VIEW led.v AS SELECT 1 AS one;
RESET ROLE;
ALTER VIEW led.v OWNER TO ledger_reader;
SET application_name = 'psql';
SELECT role, command, kind, object, was, event, CASE WHEN changes ? 'relacl' THEN changes || '{"relacl": "..."}' ELSE changes END FROM pg_flux.ledger ORDER BY id;
SELECT DISTINCT role, session_role = session_user AS session, application, client IS NULL AS local FROM pg_flux.ledger ORDER BY 1, 3;
SELECT statement FROM pg_flux.ledger WHERE command = 'ALTER TABLE' AND object = 'led.t';

-- One statement of several, one within others, and no secrets.
DELETE FROM pg_flux.ledger_entry;
CREATE TABLE led.one () \; CREATE TABLE led.two ();
DO $$ BEGIN EXECUTE 'CREATE TABLE led.three ()'; END $$;
CREATE FOREIGN DATA WRAPPER led_wrapper;
CREATE SERVER led_server FOREIGN DATA WRAPPER led_wrapper OPTIONS (host 'h', password 'geheim');
DO $$ BEGIN EXECUTE 'ALTER SERVER led_server OPTIONS (SET password ''geheim2'')'; ALTER SERVER led_server OPTIONS (SET password 'geheim3'); END $$;
SELECT object, statement FROM pg_flux.ledger ORDER BY id;
SELECT count(*) AS secrets FROM pg_flux.ledger_entry AS e WHERE e::text LIKE '%geheim%';
SET client_min_messages = warning;
DROP FOREIGN DATA WRAPPER led_wrapper CASCADE;
RESET client_min_messages;

-- Members of extensions are left out, what is undone leaves nothing, looking leaves nothing.
DELETE FROM pg_flux.ledger_entry;
CREATE EXTENSION seg SCHEMA led;
DROP EXTENSION seg;
BEGIN;
CREATE TABLE led.undone ();
ROLLBACK;
SELECT count(*) > 0 AS steps FROM pg_flux.diff('CREATE TABLE led.x (i int); CREATE VIEW led.y AS SELECT * FROM led.x');
SELECT command, kind, object FROM pg_flux.ledger ORDER BY id;

-- What pg_flux does bears its run, and each step's own statement.
SELECT count(*) AS steps FROM pg_flux.apply('CREATE SCHEMA led; CREATE TABLE led.one (); CREATE TABLE led.two (i int); CREATE TABLE led.three ();
    CREATE VIEW led.v AS SELECT 1 AS one; CREATE FUNCTION led.g(i int) RETURNS int LANGUAGE sql AS ''SELECT 2''; CREATE TYPE led.pair AS (x int, y int);
    CREATE SERVER led_s FOREIGN DATA WRAPPER led_w OPTIONS (password ''geheim''); CREATE FOREIGN DATA WRAPPER led_w;
    ALTER VIEW led.v OWNER TO ledger_reader', allow_hazards => '{ALL}');
SELECT l.object, l.statement, h.kind FROM pg_flux.ledger AS l JOIN pg_flux.history AS h ON h.id = l.run ORDER BY l.id;
SELECT count(*) AS secrets FROM pg_flux.ledger_entry AS e WHERE e::text LIKE '%geheim%';

-- Who changed what: drift tells, through renames; what no event trigger saw has no author.
SELECT count(*) FROM pg_flux.drift(schemas => '{led}');
ALTER TABLE led.two RENAME TO deux;
ALTER TABLE led.deux ALTER i SET DEFAULT 7;
ALTER TABLE led.deux OWNER TO ledger_owner;
COMMENT ON TABLE led.one IS 'theirs';
CREATE OR REPLACE FUNCTION led.g(i int) RETURNS int LANGUAGE sql AS 'SELECT 3';
CREATE TABLE led.extra (i int);
INSERT INTO led.extra VALUES (1);
DROP TABLE led.three;
SET session_replication_role = replica;
ALTER TABLE led.one ADD unseen int;
RESET session_replication_role;
UPDATE pg_catalog.pg_attribute SET attnotnull = true WHERE attrelid = 'led.deux'::regclass AND attname = 'i';
SELECT kind, object, change, attribute, by, client, statement FROM pg_flux.drift(schemas => '{led}') ORDER BY kind, object, attribute;
UPDATE pg_catalog.pg_attribute SET attnotnull = false WHERE attrelid = 'led.deux'::regclass AND attname = 'i';
SELECT regexp_replace(pg_flux.drift_text('{led}'), 'at [0-9][^\n]* from', 'at … from', 'g');
ALTER TABLE led.deux RENAME TO zwei;
SELECT command, object, was FROM pg_flux.blame('led.zwei');
SELECT command, object, statement FROM pg_flux.blame('led.zwei.i');
SELECT command, object FROM pg_flux.blame('led.two') WHERE was IS NOT NULL;
SELECT command, object FROM pg_flux.blame('led.three');

-- Others see what was done, and not how; nobody writes.
SET ROLE ledger_reader;
SELECT object, statement IS NULL AS hidden, role FROM pg_flux.ledger WHERE object = 'led.zwei' ORDER BY id DESC LIMIT 1;
INSERT INTO pg_flux.ledger_entry (id) VALUES (1);
DELETE FROM pg_flux.ledger;
SELECT pg_flux.prune();
SELECT pg_flux.watch();
RESET ROLE;

-- Retention.
SELECT pg_flux.prune();
UPDATE pg_flux.ledger_entry SET at = at - interval '400 days' WHERE object = 'led.extra';
SELECT pg_flux.prune();
SET pg_flux.ledger_keep = '1000d';
UPDATE pg_flux.ledger_entry SET at = at - interval '400 days' WHERE object = 'led.one';
SELECT pg_flux.prune();
RESET pg_flux.ledger_keep;

-- A failure is a warning, and the command stands.
BEGIN;
ALTER TABLE pg_flux.ledger_entry ADD COLUMN extra int;
CREATE TABLE led.all_the_same ();
SELECT 'led.all_the_same'::regclass;
ROLLBACK;

-- The guard.
CREATE SCHEMA "Odd one";
SELECT pg_flux.adopt('{"Odd one"}');
SET pg_flux.guard = 'log';
CREATE TABLE led.logged ();
SET pg_flux.guard = 'block';
CREATE TABLE led.blocked ();
ALTER TABLE led.zwei ADD n int;
DROP TABLE led.zwei;
DROP SCHEMA led CASCADE;
DROP SCHEMA "Odd one";
GRANT SELECT ON led.zwei TO ledger_reader;
CREATE INDEX CONCURRENTLY led_i ON led.zwei (i);
ALTER SCHEMA led RENAME TO free;
ALTER TABLE led.zwei SET SCHEMA public;
CREATE TRIGGER tr BEFORE INSERT ON led.zwei FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger();
CREATE POLICY po ON led.zwei;
CREATE RULE ru AS ON INSERT TO led.zwei DO NOTHING;
GRANT USAGE ON SCHEMA led TO ledger_reader;
ALTER DEFAULT PRIVILEGES IN SCHEMA led GRANT SELECT ON TABLES TO ledger_reader;
GRANT SELECT (i) ON led.zwei TO ledger_reader;
COMMENT ON SCHEMA led IS 'x';
CREATE TEMP TABLE free (i int);
CREATE TABLE public.free (i int);
DROP TABLE public.free;
SELECT count(*) > 0 AS ours FROM pg_flux.apply('CREATE SCHEMA led; CREATE TABLE led.one ()', allow_hazards => '{ALL}');
SET pg_flux.guard_roles = 'nobody_at_all, ledger_owner';
SET ROLE ledger_owner;
CREATE TABLE led.emergency ();
SET pg_flux.guard = 'off';
RESET ROLE;
SELECT object, guard FROM pg_flux.ledger WHERE guard IS NOT NULL;
SET pg_flux.guard = 'no such mode';
RESET pg_flux.guard;
RESET pg_flux.guard_roles;
SET client_min_messages = warning;
DROP SCHEMA led, "Odd one" CASCADE;
DROP FOREIGN DATA WRAPPER IF EXISTS led_w CASCADE;
DELETE FROM pg_flux.baseline_part;
DELETE FROM pg_flux.baseline;

-- Tenants: one source, many schemas.
CREATE SCHEMA tenant_1;
CREATE SCHEMA tenant_2;
CREATE SCHEMA tenant_3;
\set source 'CREATE TYPE mood AS ENUM (''a'', ''b''); CREATE TABLE t (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, m mood DEFAULT ''a'', s text CHECK (s <> '''')); CREATE TABLE u (id int PRIMARY KEY, t bigint REFERENCES t); CREATE VIEW v AS SELECT t.id, u.id AS other FROM t JOIN u ON u.t = t.id; CREATE INDEX ON t (s); CREATE FUNCTION f() RETURNS int LANGUAGE sql AS ''SELECT 1'';'
SELECT * FROM pg_flux.tenants(:'source', 'tenant\_%');
SELECT count(*) FROM pg_flux.apply(:'source', schemas => '{tenant_2}');
SELECT * FROM pg_flux.tenants(:'source', 'tenant\_%');
RESET client_min_messages;
CALL pg_flux.apply_tenants(:'source', 'tenant\_%');
SELECT * FROM pg_flux.tenants(:'source', 'tenant\_%');
ALTER TABLE tenant_2.t ADD extra int;
INSERT INTO tenant_2.t DEFAULT VALUES;
ALTER TABLE tenant_3.t ALTER m SET DEFAULT 'b';
SELECT * FROM pg_flux.tenants(:'source', 'tenant\_%');
CALL pg_flux.apply_tenants(:'source', 'tenant\_%');
SELECT * FROM pg_flux.tenants(:'source', 'tenant\_%');
ALTER TABLE tenant_3.t ALTER m SET DEFAULT 'b';
\set VERBOSITY terse
CALL pg_flux.apply_tenants(:'source', 'tenant\_%', stop => true);
\set VERBOSITY default
CALL pg_flux.apply_tenants(:'source', 'tenant\_%', allow_hazards => '{DATA_LOSS}');
SELECT count(*) FILTER (WHERE in_sync) FROM pg_flux.tenants(:'source', 'tenant\_%');
SELECT * FROM pg_flux.tenants(:'source', 'nobody%');
SET client_min_messages = warning;
DROP SCHEMA tenant_1, tenant_2, tenant_3 CASCADE;
DELETE FROM pg_flux.baseline_part;
DELETE FROM pg_flux.baseline;
DROP ROLE ledger_owner, ledger_reader;
