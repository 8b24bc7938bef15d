CREATE TABLE t (a int, b int);
CREATE VIEW v AS SELECT a, b FROM t;
GRANT SELECT ON v TO flux_reader;
GRANT SELECT (a) ON v TO flux_reader;
