-- Plans and scripts on an empty, real copy of what they touch.
\set SHOW_CONTEXT never
SET client_min_messages = warning;
CREATE SCHEMA re;
CREATE TYPE re.state AS ENUM ('new', 'paid');
CREATE TABLE re.p (id int PRIMARY KEY);
CREATE TABLE re.t (id int PRIMARY KEY, n varchar(10) CHECK (n <> ''), d int, p int REFERENCES re.p, s re.state DEFAULT 'new');
CREATE INDEX t_n ON re.t (n);
CREATE VIEW re.v AS SELECT id, d FROM re.t;
CREATE MATERIALIZED VIEW re.m AS SELECT count(*) AS n FROM re.t;
CREATE TABLE re.far (id int);
CREATE TABLE re.parts (a int, b int) PARTITION BY LIST (a);
CREATE TABLE re.parts_1 PARTITION OF re.parts FOR VALUES IN (1);
CREATE TABLE re.parts_rest PARTITION OF re.parts DEFAULT;
INSERT INTO re.t VALUES (1, 'a', 1, NULL);

-- Facts about each statement of a script: an error is told, and the next statement runs.
SELECT step, locks, rewrites, scans, hazards, error FROM pg_flux.rehearse($$
ALTER TABLE re.t ADD COLUMN c int;
ALTER TABLE re.t ADD COLUMN c2 int DEFAULT 1;
ALTER TABLE re.t ADD COLUMN c3 uuid DEFAULT gen_random_uuid();
ALTER TABLE re.t ALTER COLUMN d SET NOT NULL;
ALTER TABLE re.t ALTER COLUMN n TYPE varchar(20);
ALTER TABLE re.t ALTER COLUMN n TYPE varchar(5);
ALTER TABLE re.t ADD CONSTRAINT c4 CHECK (d > 0) NOT VALID;
ALTER TABLE re.t VALIDATE CONSTRAINT c4;
ALTER TABLE re.t ADD FOREIGN KEY (c) REFERENCES re.p;
CREATE INDEX ON re.t (d);
CREATE INDEX CONCURRENTLY ON re.t (d);
DROP INDEX re.t_n;
CREATE TRIGGER tr BEFORE INSERT ON re.t FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger();
COMMENT ON TABLE re.t IS 'it';
ALTER TYPE re.state ADD VALUE 'sent';
ALTER TABLE re.t DROP COLUMN no_such;
TRUNCATE re.t CASCADE;
UPDATE re.t SET d = 1;
CREATE TABLE re.parts_2 PARTITION OF re.parts FOR VALUES IN (2);
ALTER TABLE re.parts DETACH PARTITION re.parts_1;
REFRESH MATERIALIZED VIEW re.m;
ALTER TABLE re.t DROP COLUMN p;
DROP VIEW re.v;
DROP TABLE re.t CASCADE;
VACUUM re.p;
COMMIT;
$$, '{re}');
-- Nothing has happened.
SELECT count(*) FROM re.t;
SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'pg_flux_aside%';

-- A plan: measured, and proven.
\set source 'CREATE TYPE state AS ENUM (''new'', ''paid''); CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE t (id bigint PRIMARY KEY, n varchar(20) CHECK (n <> ''''), d int NOT NULL, p int REFERENCES p ON DELETE CASCADE, s state DEFAULT ''paid''); CREATE INDEX t_n ON t (n); CREATE VIEW v AS SELECT id, d FROM t; CREATE MATERIALIZED VIEW m AS SELECT count(*) AS n FROM t; CREATE TABLE far (id int); CREATE TABLE parts (a int, b int) PARTITION BY LIST (a); CREATE TABLE parts_1 PARTITION OF parts FOR VALUES IN (1); CREATE TABLE parts_rest PARTITION OF parts DEFAULT'
SELECT op, object, lock, rewrites, scans FROM pg_flux.diff(:'source', '{re}');
SELECT p ->> 'not_rehearsed' AS not_rehearsed, s -> 'step' AS step, s -> 'measured' AS measured
FROM pg_flux.plan(:'source', '{re}') AS p, jsonb_array_elements(p -> 'steps') AS s;

-- What is not rehearsed says why; then lock, rewrites and scans are what the rules say.
CREATE FUNCTION why(source text, OUT why text, OUT lock text, OUT rewrites bool, OUT measured bool) LANGUAGE sql AS $$
    SELECT p ->> 'not_rehearsed', s ->> 'lock', (s ->> 'rewrites')::bool, s ? 'measured'
    FROM pg_flux.plan(source, '{re}') AS p, jsonb_array_elements(p -> 'steps') AS s WHERE s ->> 'object' = 're.far.id'
$$;
SELECT * FROM why(replace(:'source', 'far (id int)', 'far (id bigint)'));
SET pg_flux.rehearsal_limit = 5;
SELECT * FROM why(replace(:'source', 'far (id int)', 'far (id bigint)'));
SELECT * FROM pg_flux.rehearse('DROP TABLE re.t, re.p, re.far, re.parts', '{re}');
RESET pg_flux.rehearsal_limit;
SET pg_flux.rehearsal = off;
SELECT * FROM why(replace(:'source', 'far (id int)', 'far (id bigint)'));
RESET pg_flux.rehearsal;
-- A publication of what is touched is copied too.
CREATE SCHEMA rp;
CREATE TABLE rp.t (a int PRIMARY KEY);
CREATE TABLE rp.u (a int PRIMARY KEY);
SET client_min_messages = error;
CREATE PUBLICATION re_all FOR TABLE rp.t, rp.u;
SET client_min_messages = warning;
SELECT object, lock FROM pg_flux.diff('CREATE TABLE t (a int PRIMARY KEY, b int); CREATE TABLE u (a int PRIMARY KEY); CREATE PUBLICATION re_all FOR TABLE t, u', '{rp}');
DROP PUBLICATION re_all;
DROP SCHEMA rp CASCADE;
-- Somebody else's code does not run with the rights of who looks.
CREATE ROLE re_other;
CREATE FUNCTION re.evil(int) RETURNS bool LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN RAISE EXCEPTION 'ran as %', current_user; END $$;
ALTER FUNCTION re.evil(int) OWNER TO re_other;
CREATE TABLE re.trap (a int, CHECK (re.evil(1)));
SELECT error FROM pg_flux.rehearse('ALTER TABLE re.trap ADD b int DEFAULT 1 NOT NULL', '{re}');
DROP SCHEMA re CASCADE;
DROP FUNCTION why;
DROP ROLE re_other;
