CREATE TABLE t (a int, b int);
GRANT SELECT ON t TO flux_reader;
GRANT SELECT (a) ON t TO flux_reader;
