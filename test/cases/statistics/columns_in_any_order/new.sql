CREATE TABLE t (a integer, c integer, b integer);
CREATE STATISTICS s ON a, c, (b + 1) FROM t;
