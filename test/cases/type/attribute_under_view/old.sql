CREATE TYPE part AS (a integer, b text, c date);
CREATE TABLE t (id integer, p part);
CREATE VIEW v AS SELECT id, (p).b AS b, (p).c AS c FROM t;
CREATE FUNCTION b_of(part) RETURNS text LANGUAGE sql AS $$SELECT ($1).b$$;
