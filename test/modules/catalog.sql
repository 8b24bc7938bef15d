CREATE SCHEMA catalog;
CREATE FUNCTION catalog.objects(schemas name[]) RETURNS TABLE (object text, owner text, comment text, privileges text, attributes jsonb) LANGUAGE c AS :'module', 'pg_flux_test_objects';
CREATE FUNCTION catalog.dependencies(schemas name[]) RETURNS TABLE (dependent text, facet text, needs text) LANGUAGE c AS :'module', 'pg_flux_test_dependencies';
CREATE FUNCTION catalog.identities(schemas name[]) RETURNS TABLE (kind text, object text, classid oid, objid oid, objsubid int) LANGUAGE c AS :'module', 'pg_flux_test_identities';
