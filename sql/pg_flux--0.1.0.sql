\echo Use "CREATE EXTENSION pg_flux" to load this file. \quit

-- The prefix pg_ is reserved for the system's schemas, so the script makes its schema itself, with that check off for this one command.
SET LOCAL allow_system_table_mods = on;
CREATE SCHEMA pg_flux;
SET LOCAL allow_system_table_mods = off;
COMMENT ON SCHEMA pg_flux IS 'pg_flux: declared schemas, see the extension of this name';
GRANT USAGE ON SCHEMA pg_flux TO PUBLIC;

-- api ----------------------------------------------------------------------------------------------------------------

CREATE FUNCTION pg_flux.version() RETURNS text
    LANGUAGE c STABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
    AS '$libdir/pg_flux', 'pg_flux_version';
COMMENT ON FUNCTION pg_flux.version() IS 'The version of pg_flux whose library is loaded.';

CREATE FUNCTION pg_flux.diff(source text, schemas name[] DEFAULT NULL)
    RETURNS TABLE (step int, op text, kind text, object text, sql text, hazards text[], lock text, rewrites bool, scans bool,
                   transactional bool)
    LANGUAGE c VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
    AS '$libdir/pg_flux', 'pg_flux_diff';
COMMENT ON FUNCTION pg_flux.diff(text, name[]) IS
    'The steps that lead from the live schemas to the declared ones, in the order they run. Changes nothing.';

CREATE FUNCTION pg_flux.plan(source text, schemas name[] DEFAULT NULL) RETURNS jsonb
    LANGUAGE c VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
    AS '$libdir/pg_flux', 'pg_flux_plan';
COMMENT ON FUNCTION pg_flux.plan(text, name[]) IS 'What diff finds, as a document to keep, to review and to apply later.';

CREATE FUNCTION pg_flux.plan_text(plan jsonb) RETURNS text
    LANGUAGE c IMMUTABLE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
    AS '$libdir/pg_flux', 'pg_flux_plan_text';
COMMENT ON FUNCTION pg_flux.plan_text(jsonb) IS 'A plan for a person to read.';

CREATE FUNCTION pg_flux.plan_sql(plan jsonb) RETURNS text
    LANGUAGE c IMMUTABLE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
    AS '$libdir/pg_flux', 'pg_flux_plan_sql';
COMMENT ON FUNCTION pg_flux.plan_sql(jsonb) IS 'A plan as a script for psql.';

CREATE FUNCTION pg_flux.apply(source text, schemas name[] DEFAULT NULL, allow_hazards text[] DEFAULT '{}',
                              dry_run bool DEFAULT false)
    RETURNS TABLE (step int, op text, kind text, object text, sql text, hazards text[], lock text, rewrites bool, scans bool,
                   transactional bool, elapsed interval)
    LANGUAGE c VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
    AS '$libdir/pg_flux', 'pg_flux_apply_source';
COMMENT ON FUNCTION pg_flux.apply(text, name[], text[], bool) IS
    'Makes the live schemas what the source declares, in the caller''s transaction, and proves it.';

CREATE FUNCTION pg_flux.apply(plan jsonb, allow_hazards text[] DEFAULT '{}', dry_run bool DEFAULT false)
    RETURNS TABLE (step int, op text, kind text, object text, sql text, hazards text[], lock text, rewrites bool, scans bool,
                   transactional bool, elapsed interval)
    LANGUAGE c VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
    AS '$libdir/pg_flux', 'pg_flux_apply_plan';
COMMENT ON FUNCTION pg_flux.apply(jsonb, text[], bool) IS
    'Runs a plan made earlier, if the live schemas are still those it was made for.';

CREATE FUNCTION pg_flux.apply(allow_hazards text[] DEFAULT '{}')
    RETURNS TABLE (step int, op text, kind text, object text, sql text, hazards text[], lock text, rewrites bool, scans bool,
                   transactional bool, elapsed interval)
    LANGUAGE c VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
    AS '$libdir/pg_flux', 'pg_flux_apply_last';
COMMENT ON FUNCTION pg_flux.apply(text[]) IS 'Runs the plan that the last diff or plan of this session made, and nothing else.';

CREATE FUNCTION pg_flux.model(schemas name[] DEFAULT NULL) RETURNS jsonb
    LANGUAGE c STABLE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
    AS '$libdir/pg_flux', 'pg_flux_model';
COMMENT ON FUNCTION pg_flux.model(name[]) IS
    'The live schemas as JSON, canonical and without OIDs: what code generation reads.';

CREATE FUNCTION pg_flux.fingerprint(schemas name[] DEFAULT NULL) RETURNS text
    LANGUAGE c STABLE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
    AS '$libdir/pg_flux', 'pg_flux_fingerprint';
COMMENT ON FUNCTION pg_flux.fingerprint(name[]) IS
    'SHA-256 of the live schemas: the same for two databases exactly when a diff between them would be empty.';

CREATE FUNCTION pg_flux.dump(schemas name[] DEFAULT NULL, layout text DEFAULT 'flat') RETURNS TABLE (path text, sql text)
    LANGUAGE c STABLE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
    AS '$libdir/pg_flux', 'pg_flux_dump';
COMMENT ON FUNCTION pg_flux.dump(name[], text) IS
    'A source that declares the live schemas: in one file, or with layout kind a file an object.';

CREATE FUNCTION pg_flux.drift(source text, schemas name[] DEFAULT NULL)
    RETURNS TABLE (kind text, object text, change text, attribute text, expected text, actual text, at timestamptz, by text,
                   client text, statement text, repair text)
    LANGUAGE c VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
    AS '$libdir/pg_flux', 'pg_flux_drift_source';
COMMENT ON FUNCTION pg_flux.drift(text, name[]) IS 'What of the live schemas differs from a source.';

CREATE FUNCTION pg_flux.verify(source text, schemas name[] DEFAULT NULL) RETURNS TABLE (kind text, object text, sql text)
    LANGUAGE c VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
    AS '$libdir/pg_flux', 'pg_flux_verify';
COMMENT ON FUNCTION pg_flux.verify(text, name[]) IS 'What is live and not declared, with the SQL that would declare it.';

CREATE FUNCTION pg_flux.check_sync(source text, schemas name[] DEFAULT NULL) RETURNS void
    LANGUAGE c VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
    AS '$libdir/pg_flux', 'pg_flux_check_sync';
COMMENT ON FUNCTION pg_flux.check_sync(text, name[]) IS
    'Raises FX002 where the live schemas differ from a source, FX003 where they have what it does not declare.';

-- watch -------------------------------------------------------------------------------------------------------------

-- What was declared. Written by the library only, as the owner.
CREATE TABLE pg_flux.baseline (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL DEFAULT pg_catalog.clock_timestamp(),
    role name NOT NULL,
    how text NOT NULL,
    schemas name[] NOT NULL,
    source text NOT NULL,
    source_hash text NOT NULL,
    fingerprint text NOT NULL,
    owners bool NOT NULL,
    privileges bool NOT NULL,
    database_kinds text[] NOT NULL,
    server_version int NOT NULL,
    version text NOT NULL,
    extensions jsonb NOT NULL,
    system_identifier text NOT NULL,
    database oid NOT NULL
);
COMMENT ON TABLE pg_flux.baseline IS 'What pg_flux.drift compares with: one row for each call that has set it.';
CREATE TABLE pg_flux.baseline_part (
    baseline bigint NOT NULL,
    schema name NOT NULL,
    kind text NOT NULL,
    model json NOT NULL,
    PRIMARY KEY (schema, kind)
);
CREATE INDEX baseline_part_baseline ON pg_flux.baseline_part (baseline);
COMMENT ON TABLE pg_flux.baseline_part IS
    'The model of a schema, or of the objects of a kind that belongs to the database, as the baseline has it.';
SELECT pg_catalog.pg_extension_config_dump('pg_flux.baseline', '');
SELECT pg_catalog.pg_extension_config_dump('pg_flux.baseline_id_seq', '');
SELECT pg_catalog.pg_extension_config_dump('pg_flux.baseline_part', '');

CREATE FUNCTION pg_flux.adopt(schemas name[] DEFAULT NULL) RETURNS void
    LANGUAGE c VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
    AS '$libdir/pg_flux', 'pg_flux_adopt';
COMMENT ON FUNCTION pg_flux.adopt(name[]) IS 'Takes the live schemas as the baseline, as apply does by itself.';

CREATE FUNCTION pg_flux.drift(schemas name[] DEFAULT NULL)
    RETURNS TABLE (kind text, object text, change text, attribute text, expected text, actual text, at timestamptz, by text,
                   client text, statement text, repair text)
    LANGUAGE c VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
    AS '$libdir/pg_flux', 'pg_flux_drift';
COMMENT ON FUNCTION pg_flux.drift(name[]) IS
    'What of the live schemas differs from the baseline, who did it, and the SQL that takes it back. Reads only.';

-- shadow -------------------------------------------------------------------------------------------------------------

CREATE FUNCTION pg_flux.shadow_handler(internal) RETURNS table_am_handler
    LANGUAGE c STRICT
    AS '$libdir/pg_flux', 'pg_flux_shadow_handler';
COMMENT ON FUNCTION pg_flux.shadow_handler(internal) IS 'Of the access method pg_flux_shadow; nothing to call.';
CREATE ACCESS METHOD pg_flux_shadow TYPE TABLE HANDLER pg_flux.shadow_handler;
COMMENT ON ACCESS METHOD pg_flux_shadow IS 'Tables without storage, for the desired schemas that pg_flux builds and rolls back. Refuses everything else.';

-- run ----------------------------------------------------------------------------------------------------------------

-- Written by the library only, as the extension's owner. A plan holds the text of views and functions, so what a role did is
-- for those who have its rights, for the database's owner and for superusers; nobody else is granted anything on the table.
CREATE SEQUENCE pg_flux.run_id_seq;
CREATE TABLE pg_flux.run (
    id bigint PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('apply', 'apply_online', 'migrate', 'rollback')),
    label text,
    role name NOT NULL,
    session_role name NOT NULL,
    application text,
    client inet,
    at timestamptz NOT NULL,
    elapsed interval,
    schemas name[] NOT NULL,
    source_hash text,
    from_fingerprint text,
    to_fingerprint text,
    plan jsonb NOT NULL,
    undoes bigint,
    outcome text NOT NULL CHECK (outcome IN ('running', 'done', 'failed', 'abandoned')),
    error text);
COMMENT ON TABLE pg_flux.run IS 'The changes that pg_flux made: see the view pg_flux.history.';
ALTER SEQUENCE pg_flux.run_id_seq OWNED BY pg_flux.run.id;
CREATE INDEX run_undoes_idx ON pg_flux.run (undoes);
SELECT pg_catalog.pg_extension_config_dump('pg_flux.run', '');
SELECT pg_catalog.pg_extension_config_dump('pg_flux.run_id_seq', '');

CREATE VIEW pg_flux.history WITH (security_barrier) AS
    SELECT r.id, r.kind, r.label, r.role, r.session_role, r.application, r.client, r.at, r.elapsed, r.schemas, r.source_hash,
        r.from_fingerprint, r.to_fingerprint, r.outcome, r.error, r.undoes,
        (SELECT max(b.id) FROM pg_flux.run AS b WHERE b.undoes = r.id AND b.outcome = 'done') AS undone_by, r.plan
    FROM pg_flux.run AS r
    WHERE EXISTS (SELECT FROM pg_database AS d WHERE d.datname = current_database() AND pg_has_role(d.datdba, 'USAGE'))
        OR EXISTS (SELECT FROM pg_roles AS a WHERE a.rolname = r.role AND pg_has_role(a.oid, 'USAGE'));
COMMENT ON VIEW pg_flux.history IS 'Every change that pg_flux made: who, when, how long, from what to what, the plan with its way back.';
GRANT SELECT ON pg_flux.history TO PUBLIC;
