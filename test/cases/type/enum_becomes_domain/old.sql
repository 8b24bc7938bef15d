CREATE TYPE st AS ENUM ('a','b');
CREATE TABLE t (x st DEFAULT 'a', y st[]);
CREATE FUNCTION f(st) RETURNS st LANGUAGE sql AS 'select $1';
CREATE VIEW v AS SELECT x FROM t WHERE x = 'a';
CREATE INDEX ti ON t (x) WHERE x = 'b';
