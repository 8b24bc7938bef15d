CREATE TABLE t (b integer, c integer);
CREATE STATISTICS s ON b, c FROM t;
