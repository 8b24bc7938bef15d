-- Each change leaves a row that only the extension writes.
\set SHOW_CONTEXT never
SET client_min_messages = warning;
CREATE ROLE history_owner;
CREATE ROLE history_other;
CREATE SCHEMA kept AUTHORIZATION history_owner;

SET ROLE history_owner;
SELECT count(*) FROM pg_flux.apply('CREATE TABLE t (i int PRIMARY KEY)', '{kept}');
SELECT count(*) FROM pg_flux.apply('CREATE TABLE t (i int PRIMARY KEY, n text)', '{kept}');
INSERT INTO kept.t VALUES (1);
-- What changes nothing, what only looks, and what is refused or undone leaves none.
SELECT count(*) FROM pg_flux.apply('CREATE TABLE t (i int PRIMARY KEY, n text)', '{kept}');
SELECT count(*) FROM pg_flux.apply('', '{kept}', dry_run => true, allow_hazards => '{ALL}');
SELECT count(*) FROM pg_flux.apply('', '{kept}');
BEGIN;
SELECT count(*) FROM pg_flux.apply('', '{kept}', allow_hazards => '{ALL}');
ROLLBACK;
SELECT pg_flux.plan('CREATE TABLE t (i int PRIMARY KEY, n text, x int); CREATE VIEW v AS SELECT i FROM t', '{kept}') AS plan \gset
SELECT count(*) FROM pg_flux.apply(plan => :'plan');
SELECT kind, label, role, application, at <= clock_timestamp() AS at, elapsed > interval '0' AS elapsed, schemas, outcome, error, undoes, undone_by,
    jsonb_array_length(plan->'steps') AS steps, jsonb_array_length(plan->'undo') AS undo
FROM pg_flux.history ORDER BY id;
-- One leads to the next, and the last to what is there.
SELECT from_fingerprint = lag(to_fingerprint) OVER (ORDER BY id) AS follows, to_fingerprint = pg_flux.fingerprint('{kept}') AS is_live,
    from_fingerprint = plan->>'from' AND to_fingerprint = plan->>'to' AS of_the_plan
FROM pg_flux.history ORDER BY id;
-- A row goes elsewhere as it is.
SELECT plan - 'summary' = CAST(:'plan' AS jsonb) - 'summary' AS same FROM pg_flux.history ORDER BY id DESC LIMIT 1;

-- Nobody writes it, and a role sees what itself did.
SELECT count(*) FROM pg_flux.run;
INSERT INTO pg_flux.run (id) VALUES (1);
UPDATE pg_flux.history SET role = 'somebody';
DELETE FROM pg_flux.history;
SELECT nextval('pg_flux.run_id_seq');
CREATE RULE r AS ON INSERT TO pg_flux.run DO INSTEAD NOTHING;
SET ROLE history_other;
SELECT count(*) FROM pg_flux.history;
RESET ROLE;
GRANT history_owner TO history_other;
SET ROLE history_other;
SELECT count(*) FROM pg_flux.history WHERE role = 'history_owner';
RESET ROLE;
SELECT count(*) FROM pg_flux.history WHERE role = 'history_owner';

DROP SCHEMA kept CASCADE;
DROP ROLE history_other, history_owner;
