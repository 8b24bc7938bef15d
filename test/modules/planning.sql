CREATE SCHEMA planning;
CREATE FUNCTION planning.remember(schemas name[]) RETURNS TABLE (nothing text) LANGUAGE c AS :'module', 'pg_flux_test_remember';
CREATE FUNCTION planning.steps(schemas name[]) RETURNS TABLE (op text, kind text, object text, sql text) LANGUAGE c AS :'module', 'pg_flux_test_steps';
