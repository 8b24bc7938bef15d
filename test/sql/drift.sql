-- The baseline and what differs from it.
DELETE FROM pg_flux.baseline_part;
DELETE FROM pg_flux.baseline;
CREATE ROLE drift_reader;
CREATE ROLE drift_owner;
SELECT * FROM pg_flux.drift();

\set source 'CREATE SCHEMA shop; CREATE TYPE shop.mood AS ENUM (''a'', ''b''); CREATE TABLE shop.customer (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text DEFAULT ''a'', m shop.mood, n int); CREATE TABLE shop.orders (id int PRIMARY KEY, c bigint REFERENCES shop.customer, CHECK (id > 0)); CREATE VIEW shop.v AS SELECT one.id, one.name, one.n FROM shop.customer AS one, shop.customer AS two; CREATE INDEX i1 ON shop.customer (name); CREATE FUNCTION shop.f() RETURNS text LANGUAGE sql AS $$ SELECT ''Abc'' $$; ALTER TABLE shop.customer OWNER TO CURRENT_USER; GRANT SELECT ON shop.customer TO drift_reader;'
SELECT count(*) > 0 AS applied FROM pg_flux.apply(:'source');
SELECT how, schemas, owners, privileges, database_kinds, source = :'source' AS source, fingerprint = pg_flux.fingerprint('{shop}') AS fingerprint
FROM pg_flux.baseline;
SELECT * FROM pg_flux.drift();
SELECT * FROM pg_flux.drift(schemas => '{public}');

-- Nothing is written again where nothing has changed.
SELECT id AS first FROM pg_flux.baseline \gset
SELECT count(*) FROM pg_flux.apply(:'source');
SELECT id = :first AS same FROM pg_flux.baseline;

-- Renamed by hand: recognised, and what the server prints of others under the new names is no difference.
ALTER TABLE shop.customer RENAME TO client;
ALTER TABLE shop.client RENAME TO patron;
ALTER TABLE shop.patron RENAME name TO title;
ALTER INDEX shop.i1 RENAME TO i2;
\pset format unaligned
\pset tuples_only on
SELECT kind, object, change, attribute, expected, actual, repair FROM pg_flux.drift();
BEGIN READ ONLY;
SELECT count(*) FROM pg_flux.drift();
COMMIT;

-- All kinds of changes on top of that.
DROP VIEW shop.v;
ALTER TABLE shop.patron ALTER n TYPE bigint;
CREATE VIEW shop.v AS SELECT one.id, one.title AS name, one.n FROM shop.patron AS one, shop.patron AS two;
CREATE TABLE shop.extra (i int PRIMARY KEY, t text);
CREATE VIEW shop.on_extra AS SELECT * FROM shop.extra;
CREATE OR REPLACE FUNCTION shop.f() RETURNS text LANGUAGE sql AS $$ SELECT 'abc' $$;
ALTER TABLE shop.patron ALTER title SET DEFAULT 'A';
GRANT INSERT ON shop.patron TO drift_reader;
ALTER TABLE shop.patron OWNER TO drift_owner;
COMMENT ON TABLE shop.orders IS 'theirs';
ALTER TABLE shop.orders DROP CONSTRAINT orders_id_check, ADD CONSTRAINT orders_id_check CHECK (id >= 0);
ALTER TYPE shop.mood ADD VALUE 'z' BEFORE 'a';
SELECT kind, object, change, attribute, replace(expected, 'MAINTAIN to OWNER, ', ''), replace(actual, 'MAINTAIN to OWNER, ', '')
FROM pg_flux.drift();
SELECT repair FROM pg_flux.drift() WHERE repair IS NOT NULL;
-- Run from top to bottom, that takes all of it back.
BEGIN;
DO $$ DECLARE r record; BEGIN FOR r IN SELECT repair FROM pg_flux.drift() WHERE repair IS NOT NULL LOOP EXECUTE r.repair; END LOOP; END $$;
SELECT kind, object, change, attribute, expected, actual FROM pg_flux.drift();
SELECT fingerprint = pg_flux.fingerprint('{shop}') AS same FROM pg_flux.baseline;
ROLLBACK;

-- What cannot be known by OID, since the baseline is that of a dump.
BEGIN;
UPDATE pg_flux.baseline SET system_identifier = '1';
SELECT kind, object, change FROM pg_flux.drift() WHERE kind = 'table' AND change <> 'changed';
ROLLBACK;
-- A baseline of another version is built from its source.
BEGIN;
UPDATE pg_flux.baseline SET version = '0.0.0';
SELECT kind, object, change FROM pg_flux.drift() WHERE kind IN ('table', 'function') AND change <> 'changed';
SET TRANSACTION READ ONLY;
SELECT * FROM pg_flux.drift();
ROLLBACK;

-- The live state becomes the baseline; of the database's own kinds too.
SELECT pg_flux.adopt('{shop}');
SELECT * FROM pg_flux.drift();
SELECT how, schemas, owners, privileges, cardinality(database_kinds) > 5 AS kinds FROM pg_flux.baseline;
CREATE FOREIGN DATA WRAPPER drift_wrapper;
CREATE SERVER drift_server FOREIGN DATA WRAPPER drift_wrapper OPTIONS (host 'a');
CREATE USER MAPPING FOR CURRENT_USER SERVER drift_server OPTIONS (user 'x', password 'geheim');
SELECT kind, object, change FROM pg_flux.drift();
SELECT pg_flux.adopt('{shop}');
ALTER SERVER drift_server OPTIONS (SET host 'b');
SELECT kind, object, change, expected, actual, repair FROM pg_flux.drift();
SELECT count(*) AS secrets FROM pg_flux.baseline_part AS p JOIN pg_flux.baseline AS b ON p.baseline = b.id
WHERE p.model::text LIKE '%geheim%' OR b.source LIKE '%geheim%';
SET client_min_messages = warning;
DROP FOREIGN DATA WRAPPER drift_wrapper CASCADE;

-- Owners only.
SET ROLE drift_owner;
SELECT pg_flux.adopt('{shop}');
SELECT count(*) FROM pg_flux.baseline;
SELECT DISTINCT kind FROM pg_flux.drift();
RESET ROLE;
SELECT pg_flux.adopt('{pg_catalog}');
SELECT pg_flux.adopt('{nowhere}');
BEGIN READ ONLY;
SELECT pg_flux.adopt();
ROLLBACK;

RESET client_min_messages;
-- Who does not own the schema can change in it what is his, and leaves the baseline to the owner.
CREATE SCHEMA part;
GRANT ALL ON SCHEMA part TO drift_owner;
SET ROLE drift_owner;
CREATE TABLE part.t (i int);
RESET ROLE;
SELECT pg_flux.plan('CREATE SCHEMA part; CREATE TABLE part.t (i int, j int)') AS plan \gset
SET ROLE drift_owner;
SELECT count(*) FROM pg_flux.apply(plan => :'plan');
RESET ROLE;
SELECT count(*) FROM pg_flux.drift(schemas => '{part}');
DROP TABLE part.t;
DROP SCHEMA part;

-- A schema that is gone.
SET client_min_messages = warning;
DROP SCHEMA shop CASCADE;
SELECT kind, object, change FROM pg_flux.drift() WHERE kind IN ('schema', 'table');
DELETE FROM pg_flux.baseline_part;
DELETE FROM pg_flux.baseline;
DROP ROLE drift_reader, drift_owner;
