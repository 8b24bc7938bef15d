\echo Use "CREATE EXTENSION pg_flux" to load this file. \quit

-- The prefix pg_ is reserved for the system's schemas, so the script makes its schema itself, with that check off for this one command.
SET LOCAL allow_system_table_mods = on;
CREATE SCHEMA pg_flux;
SET LOCAL allow_system_table_mods = off;
COMMENT ON SCHEMA pg_flux IS 'pg_flux: declared schemas, see the extension of this name';
GRANT USAGE ON SCHEMA pg_flux TO PUBLIC;

-- ignore -------------------------------------------------------------------------------------------------------------

CREATE TABLE pg_flux.ignore (
    kind text NOT NULL DEFAULT '%',
    schema text NOT NULL DEFAULT '%',
    name text NOT NULL,
    reason text,
    PRIMARY KEY (kind, schema, name)
);
COMMENT ON TABLE pg_flux.ignore IS
    'What pg_flux leaves alone: a rule holds patterns as LIKE takes them, for the kind, the schema and the name of an object.';
GRANT SELECT ON pg_flux.ignore TO PUBLIC;
SELECT pg_extension_config_dump('pg_flux.ignore', '');

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

CREATE FUNCTION pg_flux.rollback(steps int DEFAULT 1, allow_hazards text[] DEFAULT '{}')
    RETURNS TABLE (step int, op text, kind text, object text, sql text, hazards text[], lock text, rewrites bool, scans bool,
                   transactional bool, elapsed interval, run bigint)
    LANGUAGE c VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
    AS '$libdir/pg_flux', 'pg_flux_rollback';
COMMENT ON FUNCTION pg_flux.rollback(int, text[]) IS
    'Takes back the newest changes of the history, by the way back that each recorded.';

CREATE FUNCTION pg_flux.undo(plan jsonb) RETURNS jsonb
    LANGUAGE c IMMUTABLE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
    AS '$libdir/pg_flux', 'pg_flux_undo';
COMMENT ON FUNCTION pg_flux.undo(jsonb) IS 'The way back of a plan, as a plan.';

CREATE FUNCTION pg_flux.generate(source text, label text DEFAULT '', schemas name[] DEFAULT NULL, format text DEFAULT 'combined')
    RETURNS TABLE (filename text, body text)
    LANGUAGE c VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
    AS '$libdir/pg_flux', 'pg_flux_generate';
COMMENT ON FUNCTION pg_flux.generate(text, text, name[], text) IS
    'A plan as a file for a repository, or with format separate as two: the way there and the way back.';

CREATE FUNCTION pg_flux.migrate(filename text, body text, allow_hazards text[] DEFAULT '{}')
    RETURNS TABLE (step int, op text, kind text, object text, sql text, hazards text[], lock text, rewrites bool, scans bool,
                   transactional bool, elapsed interval)
    LANGUAGE c VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
    AS '$libdir/pg_flux', 'pg_flux_migrate';
COMMENT ON FUNCTION pg_flux.migrate(text, text, text[]) IS
    'Runs a file of generate once: its hash, its place in the order, its start and its end are checked.';

CREATE FUNCTION pg_flux.migration_status(filename text, body text) RETURNS text
    LANGUAGE c VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
    AS '$libdir/pg_flux', 'pg_flux_migration_status';
COMMENT ON FUNCTION pg_flux.migration_status(text, text) IS
    'What migrate would make of a file: done, pending, skipped, late, changed, broken.';

CREATE FUNCTION pg_flux.baseline(filename text, body text) RETURNS void
    LANGUAGE c VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
    AS '$libdir/pg_flux', 'pg_flux_baseline';
COMMENT ON FUNCTION pg_flux.baseline(text, text) IS
    'Takes a file, and all before it, as run already, where the live schemas are what it leads to.';

CREATE FUNCTION pg_flux.accept(body text, schemas name[] DEFAULT NULL) RETURNS text
    LANGUAGE c VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
    AS '$libdir/pg_flux', 'pg_flux_accept';
COMMENT ON FUNCTION pg_flux.accept(text, name[]) IS
    'An edited or hand-written file with a header that fits it, after it was tried in a subtransaction.';

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

CREATE FUNCTION pg_flux.codegen(target text, options jsonb DEFAULT '{}', schemas name[] DEFAULT NULL) RETURNS TABLE (path text, body text)
    LANGUAGE c STABLE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
    AS '$libdir/pg_flux', 'pg_flux_codegen';
COMMENT ON FUNCTION pg_flux.codegen(text, jsonb, name[]) IS
    'Typed code from the live schema, by the emitters of pg_flux_gen: one row a file.';

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

CREATE FUNCTION pg_flux.lint(source text) RETURNS TABLE (line int, code text, severity text, message text, hint text)
    LANGUAGE c VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
    AS '$libdir/pg_flux', 'pg_flux_lint';
COMMENT ON FUNCTION pg_flux.lint(text) IS
    'What is wrong or unwise in a source, line by line. Changes nothing, and does not look at what is live.';

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
CREATE FUNCTION pg_flux.rehearse(sql text, schemas name[] DEFAULT NULL)
    RETURNS TABLE (step int, sql text, locks jsonb, rewrites text[], scans text[], hazards text[], error text)
    LANGUAGE c VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
    AS '$libdir/pg_flux', 'pg_flux_rehearse';
COMMENT ON FUNCTION pg_flux.rehearse(text, name[]) IS
    'Runs a migration script on an empty copy of what it names, rolls it back, and tells what each statement has locked, rewritten and read.';

CREATE FUNCTION pg_flux.hazards()
    RETURNS TABLE (hazard text, severity text, found text, cost text, fails text, instead text, versions text)
    LANGUAGE c IMMUTABLE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
    AS '$libdir/pg_flux', 'pg_flux_hazards';
COMMENT ON FUNCTION pg_flux.hazards() IS
    'The catalogue of hazards: when each is found, what it costs, what can fail, what to do instead. An apply refuses those of severity danger until they are allowed.';

CREATE FUNCTION pg_flux.drift_text(schemas name[] DEFAULT NULL) RETURNS text
    LANGUAGE c VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
    AS '$libdir/pg_flux', 'pg_flux_drift_text';
COMMENT ON FUNCTION pg_flux.drift_text(name[]) IS 'What drift finds, for a terminal or a mail.';

CREATE FUNCTION pg_flux.tenants(source text, pattern text) RETURNS TABLE (schema name, in_sync bool, steps int, hazards text[])
    LANGUAGE c VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
    AS '$libdir/pg_flux', 'pg_flux_tenants';
COMMENT ON FUNCTION pg_flux.tenants(text, text) IS
    'Each schema whose name is LIKE the pattern: is it as the source declares, and what would have to be done.';

-- Without SET search_path, which would forbid COMMIT: every name in it is qualified.
CREATE PROCEDURE pg_flux.apply_tenants(source text, pattern text, allow_hazards text[] DEFAULT '{}', stop bool DEFAULT false,
                                       INOUT applied int DEFAULT 0, INOUT failed int DEFAULT 0)
    LANGUAGE plpgsql
    AS $$
DECLARE
    tenant name;
    state text;
    message text;
    detail text;
BEGIN
    applied := 0;
    failed := 0;
    FOREACH tenant IN ARRAY ARRAY(SELECT t.schema FROM pg_flux.tenants(source, pattern) AS t WHERE NOT t.in_sync)::pg_catalog.name[] LOOP
        COMMIT;
        BEGIN
            PERFORM a.step FROM pg_flux.apply(source, schemas => ARRAY[tenant], allow_hazards => apply_tenants.allow_hazards) AS a;
            applied := applied OPERATOR(pg_catalog.+) 1;
            RAISE NOTICE 'pg_flux: % is in line', tenant;
        EXCEPTION WHEN OTHERS THEN
            GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL;
            IF stop THEN
                RAISE;
            END IF;
            failed := failed OPERATOR(pg_catalog.+) 1;
            RAISE WARNING 'pg_flux: % is left as it was: %', tenant, message USING ERRCODE = state, DETAIL = detail;
        END;
    END LOOP;
    COMMIT;
END $$;
COMMENT ON PROCEDURE pg_flux.apply_tenants(text, text, text[], bool, int, int) IS
    'Brings each schema whose name is LIKE the pattern in line with the source, each in a transaction of its own.';

-- ledger -------------------------------------------------------------------------------------------------------------

-- Written by the event triggers only, row by row and without a query; the library relies on the columns' order.
-- Why no key: a restore brings rows of another life of the database.
CREATE SEQUENCE pg_flux.ledger_entry_id_seq;
CREATE TABLE pg_flux.ledger_entry (
    id bigint NOT NULL,
    at timestamptz NOT NULL,
    txid bigint NOT NULL,
    role name NOT NULL,
    session_role name NOT NULL,
    application text,
    client inet,
    event text NOT NULL,
    command text NOT NULL,
    kind text,
    object text,
    was text,
    statement text,
    run bigint,
    changes jsonb,
    guard text,
    database oid NOT NULL,
    class_id oid NOT NULL,
    object_id oid NOT NULL,
    sub_id int NOT NULL
);
ALTER SEQUENCE pg_flux.ledger_entry_id_seq OWNED BY pg_flux.ledger_entry.id;
CREATE INDEX ledger_entry_object ON pg_flux.ledger_entry (object_id);
COMMENT ON TABLE pg_flux.ledger_entry IS 'Every DDL command, object by object: see the view pg_flux.ledger.';
SELECT pg_catalog.pg_extension_config_dump('pg_flux.ledger_entry', '');
SELECT pg_catalog.pg_extension_config_dump('pg_flux.ledger_entry_id_seq', '');

CREATE VIEW pg_flux.ledger WITH (security_barrier) AS
    SELECT e.id, e.at, e.txid, e.role, e.session_role, CASE WHEN s.shown THEN e.application END AS application,
        CASE WHEN s.shown THEN e.client END AS client, e.command, e.kind, e.object,
        CASE WHEN s.shown THEN e.statement END AS statement, e.run, e.event, e.was, e.changes, e.guard, e.database, e.class_id,
        e.object_id, e.sub_id
    FROM pg_flux.ledger_entry AS e
    CROSS JOIN LATERAL (SELECT
        EXISTS (SELECT FROM pg_catalog.pg_database AS d
                WHERE d.datname = pg_catalog.current_database() AND pg_catalog.pg_has_role(d.datdba, 'USAGE'))
        OR pg_catalog.pg_has_role('pg_read_all_stats', 'USAGE')
        OR EXISTS (SELECT FROM pg_catalog.pg_roles AS a WHERE a.rolname = e.role AND pg_catalog.pg_has_role(a.oid, 'USAGE'))
        AS shown) AS s;
COMMENT ON VIEW pg_flux.ledger IS
    'Every DDL command that the event triggers have seen, object by object; run is NULL for what did not come from pg_flux.';
GRANT SELECT ON pg_flux.ledger TO PUBLIC;

CREATE FUNCTION pg_flux.blame(object text) RETURNS SETOF pg_flux.ledger
    LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
    AS $$
    WITH i AS (
        SELECT CASE WHEN $1 ~ '^("([^"]|"")+"|[[:alpha:]_][[:alnum:]_$]*)(\.("([^"]|"")+"|[[:alpha:]_][[:alnum:]_$]*)){0,2}$'
               THEN parse_ident($1) END AS names),
    known AS (
        SELECT o.database, o.class_id, o.object_id, o.sub_id FROM pg_flux.ledger AS o
        WHERE (o.object = $1 OR o.was = $1) AND o.object_id <> 0
        UNION
        -- A name without a schema: of a relation or type in any.
        SELECT o.database, o.class_id, o.object_id, o.sub_id FROM i, pg_flux.ledger AS o
        WHERE cardinality(i.names) = 1 AND o.object_id <> 0 AND o.sub_id = 0 AND o.object NOT LIKE '% on %'
            AND '.' || quote_ident(i.names[1])
                IN (right(o.object, length(quote_ident(i.names[1])) + 1), right(o.was, length(quote_ident(i.names[1])) + 1))
        UNION
        -- A column under a name that its table had.
        SELECT o.database, o.class_id, o.object_id, a.attnum FROM i, pg_flux.ledger AS o
        JOIN pg_attribute AS a ON a.attrelid = o.object_id AND a.attnum > 0
        WHERE cardinality(i.names) = 3 AND o.class_id = 'pg_class'::regclass AND a.attname = i.names[3]
            AND quote_ident(i.names[1]) || '.' || quote_ident(i.names[2]) IN (o.object, o.was)
        UNION
        -- A column that nobody touched since its table was renamed.
        SELECT d.oid, 'pg_class'::regclass, c.oid, coalesce(a.attnum, 0)
        FROM i JOIN pg_database AS d ON d.datname = current_database()
        JOIN pg_namespace AS n ON n.nspname = i.names[1]
        JOIN pg_class AS c ON c.relnamespace = n.oid AND c.relname = i.names[2]
        LEFT JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attname = i.names[3] AND a.attnum > 0
        WHERE cardinality(i.names) = 2 OR a.attnum IS NOT NULL)
    SELECT l.* FROM pg_flux.ledger AS l
    WHERE l.object = $1 OR EXISTS (
        SELECT FROM known AS o
        WHERE o.database = l.database AND o.class_id = l.class_id AND o.object_id = l.object_id AND o.sub_id IN (0, l.sub_id))
    ORDER BY l.at DESC, l.id DESC
    $$;
COMMENT ON FUNCTION pg_flux.blame(text) IS 'The ledger of one object, through its renames, newest first.';

CREATE FUNCTION pg_flux.prune() RETURNS bigint
    LANGUAGE c VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
    AS '$libdir/pg_flux', 'pg_flux_prune';
COMMENT ON FUNCTION pg_flux.prune() IS 'Deletes from the ledger what is older than pg_flux.ledger_keep.';

CREATE FUNCTION pg_flux.watch() RETURNS event_trigger
    LANGUAGE c
    AS '$libdir/pg_flux', 'pg_flux_watch';
COMMENT ON FUNCTION pg_flux.watch() IS 'Of the event triggers of pg_flux; nothing to call.';
CREATE EVENT TRIGGER pg_flux_guard ON ddl_command_start WHEN TAG IN ('CREATE INDEX', 'DROP INDEX', 'ALTER TABLE')
    EXECUTE FUNCTION pg_flux.watch();
CREATE EVENT TRIGGER pg_flux_command ON ddl_command_end EXECUTE FUNCTION pg_flux.watch();
CREATE EVENT TRIGGER pg_flux_drop ON sql_drop EXECUTE FUNCTION pg_flux.watch();
CREATE EVENT TRIGGER pg_flux_rewrite ON table_rewrite EXECUTE FUNCTION pg_flux.watch();

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
    kind text NOT NULL CHECK (kind IN ('apply', 'apply_online', 'migrate', 'baseline', 'rollback')),
    label text COLLATE "C",
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
    file_hash text,
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

CREATE VIEW pg_flux.migrations WITH (security_barrier) AS
    SELECT DISTINCT ON (r.label) r.label AS filename,
        CASE WHEN u.id IS NOT NULL THEN 'rolled back' WHEN r.kind = 'baseline' THEN 'baseline' ELSE 'done' END AS state,
        coalesce(u.at, r.at) AS at, r.role, r.id AS run, r.file_hash
    FROM pg_flux.run AS r LEFT JOIN pg_flux.run AS u ON u.undoes = r.id AND u.outcome = 'done'
    WHERE r.kind IN ('migrate', 'baseline') AND r.outcome = 'done'
    ORDER BY r.label, r.id DESC;
COMMENT ON VIEW pg_flux.migrations IS 'The files that were migrated: when, by whom, and whether that still stands.';
GRANT SELECT ON pg_flux.migrations TO PUBLIC;

-- Runs of many transactions that have not ended: where each goes and where it came from, and its steps.
CREATE TABLE pg_flux.online (
    run bigint PRIMARY KEY,
    source text NOT NULL,
    old_source text NOT NULL,
    schemas name[] NOT NULL,
    allow_hazards text[] NOT NULL);
COMMENT ON TABLE pg_flux.online IS 'Online runs that have not ended: see the view pg_flux.progress.';
CREATE TABLE pg_flux.online_step (
    run bigint,
    step bigint,
    op text NOT NULL,
    kind text NOT NULL,
    object text NOT NULL,
    sql text NOT NULL,
    why text,
    state text NOT NULL CHECK (state IN ('pending', 'running', 'waiting', 'done', 'failed')),
    attempts int NOT NULL,
    at timestamptz,
    elapsed interval,
    error text,
    PRIMARY KEY (run, step));
COMMENT ON TABLE pg_flux.online_step IS 'The steps of online runs that have not ended: see the view pg_flux.progress.';
SELECT pg_catalog.pg_extension_config_dump('pg_flux.online', '');
SELECT pg_catalog.pg_extension_config_dump('pg_flux.online_step', '');

CREATE VIEW pg_flux.progress WITH (security_barrier) AS
    SELECT r.id AS run, r.role, r.at AS since,
        EXISTS (SELECT FROM pg_locks AS l WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 2
            AND l.classid::bigint = 1718384504 AND l.objid::bigint = 1869507694
            AND l.database = (SELECT d.oid FROM pg_database AS d WHERE d.datname = current_database())) AS under_way,
        s.step, s.op, s.kind, s.object, s.sql, s.why, s.state, s.attempts, s.at, s.elapsed, s.error,
        p.phase, p.blocks_done, p.blocks_total
    FROM pg_flux.run AS r JOIN pg_flux.online AS o ON o.run = r.id
        LEFT JOIN pg_flux.online_step AS s ON s.run = r.id
        LEFT JOIN (SELECT c.phase, c.blocks_done, c.blocks_total
            FROM pg_stat_progress_create_index AS c JOIN pg_stat_activity AS a ON a.pid = c.pid
            WHERE a.backend_type = 'pg_flux' AND a.datname = current_database()) AS p ON s.state = 'running'
    WHERE EXISTS (SELECT FROM pg_database AS d WHERE d.datname = current_database() AND pg_has_role(d.datdba, 'USAGE'))
        OR EXISTS (SELECT FROM pg_roles AS a WHERE a.rolname = r.role AND pg_has_role(a.oid, 'USAGE'));
COMMENT ON VIEW pg_flux.progress IS 'Online runs that have not ended, step by step.';
GRANT SELECT ON pg_flux.progress TO PUBLIC;

-- Without a SET clause, which would forbid to commit.
CREATE PROCEDURE pg_flux.apply_online(source text, schemas name[] DEFAULT NULL, allow_hazards text[] DEFAULT '{}')
    LANGUAGE c AS '$libdir/pg_flux', 'pg_flux_apply_online';
COMMENT ON PROCEDURE pg_flux.apply_online(text, name[], text[]) IS
    'Makes the live schemas what the source declares in many short transactions, without blocking writers for long.';
CREATE PROCEDURE pg_flux.resume(run bigint)
    LANGUAGE c AS '$libdir/pg_flux', 'pg_flux_resume';
COMMENT ON PROCEDURE pg_flux.resume(bigint) IS 'Goes on with an online run that was cut off.';
CREATE PROCEDURE pg_flux.abandon(run bigint, allow_hazards text[] DEFAULT '{}')
    LANGUAGE c AS '$libdir/pg_flux', 'pg_flux_abandon';
COMMENT ON PROCEDURE pg_flux.abandon(bigint, text[]) IS 'Gives an online run up and goes back to what was there before it.';
