CREATE TYPE s AS ENUM ('b', 'a');
CREATE TABLE t (id integer, s s NOT NULL DEFAULT 'a', CHECK (s <> 'b'));
CREATE INDEX t_s ON t (id) WHERE s = 'a';
CREATE UNIQUE INDEX t_u ON t ((id + 1), id) WHERE s IN ('a', 'b');
CREATE VIEW v AS SELECT one.id FROM t AS one, t AS two WHERE one.s = 'a';
CREATE POLICY p ON t USING (s = 'a');
