CREATE FUNCTION diff(x integer, y integer) RETURNS double precision LANGUAGE sql IMMUTABLE STRICT AS $$SELECT (x - y)::double precision$$;
CREATE TYPE span AS RANGE (SUBTYPE = integer, SUBTYPE_DIFF = diff);
CREATE TABLE t (id integer, s span);
