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

-- shadow -------------------------------------------------------------------------------------------------------------

CREATE FUNCTION pg_flux.shadow_handler(internal) RETURNS table_am_handler
    LANGUAGE c STRICT
    AS '$libdir/pg_flux', 'pg_flux_shadow_handler';
COMMENT ON FUNCTION pg_flux.shadow_handler(internal) IS 'Of the access method pg_flux_shadow; nothing to call.';
CREATE ACCESS METHOD pg_flux_shadow TYPE TABLE HANDLER pg_flux.shadow_handler;
COMMENT ON ACCESS METHOD pg_flux_shadow IS 'Tables without storage, for the desired schemas that pg_flux builds and rolls back. Refuses everything else.';
