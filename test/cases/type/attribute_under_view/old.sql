CREATE TYPE part AS (a integer, b text, c date);
CREATE TABLE t (id integer, p part);
CREATE VIEW v AS SELECT one.id, (one.p).b AS b, (one.p).c AS c FROM t AS one, t AS two;
CREATE FUNCTION b_of(part) RETURNS text LANGUAGE sql AS $$SELECT ($1).b$$;
