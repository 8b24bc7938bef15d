CREATE TYPE part AS (a bigint, c date);
CREATE TABLE t (id integer, p part);
CREATE VIEW v AS SELECT id, (p).c AS c FROM t;
CREATE FUNCTION b_of(part) RETURNS text LANGUAGE sql AS $$SELECT 'none'::text$$;
