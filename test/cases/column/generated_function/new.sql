CREATE FUNCTION calc(x integer) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$SELECT x + 1::bigint$$;
CREATE TABLE t (id integer DEFAULT calc(1), g bigint GENERATED ALWAYS AS (calc(id)) STORED, CHECK (calc(id) > 0));
CREATE INDEX t_g ON t (g);
CREATE INDEX t_calc ON t (calc(id));
CREATE VIEW v AS SELECT one.g FROM t AS one, t AS two;
