CREATE FUNCTION pg_flux.shadow_probe(source text, schemas name[], sql text) RETURNS TABLE (line text) LANGUAGE c AS :'module', 'pg_flux_test_shadow_probe';
-- The module holds a copy of the extension's library, and the access method asks the copy whether a shadow is being built.
CREATE OR REPLACE FUNCTION pg_flux.shadow_handler(internal) RETURNS table_am_handler LANGUAGE c STRICT AS :'module', 'pg_flux_shadow_handler';
