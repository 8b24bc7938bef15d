CREATE SCHEMA boundary;
CREATE FUNCTION boundary.fail(how text) RETURNS text LANGUAGE c AS :'module', 'pg_flux_test_fail';
CREATE FUNCTION boundary.destroyed() RETURNS int LANGUAGE c AS :'module', 'pg_flux_test_destroyed';
CREATE FUNCTION boundary.clean() RETURNS bool LANGUAGE c AS :'module', 'pg_flux_test_no_exception_in_flight';
CREATE FUNCTION boundary.try(sql text) RETURNS text LANGUAGE c AS :'module', 'pg_flux_test_try';
CREATE FUNCTION boundary.query(sql text, params text[] = '{}', one_snapshot bool = false) RETURNS TABLE (a text, b int) LANGUAGE c AS :'module', 'pg_flux_test_query';
CREATE FUNCTION boundary.sha256(data text) RETURNS text LANGUAGE c AS :'module', 'pg_flux_test_sha256';
CREATE FUNCTION boundary.memory() RETURNS bigint LANGUAGE sql AS 'SELECT sum(total_bytes)::bigint FROM pg_catalog.pg_backend_memory_contexts';
CREATE FUNCTION boundary.resident() RETURNS bigint LANGUAGE sql AS $$SELECT (regexp_match(pg_read_file('/proc/self/status'), 'VmRSS:\s+(\d+)'))[1]::bigint$$;
