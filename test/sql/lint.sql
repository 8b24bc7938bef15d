-- lint: what is wrong or unwise in a source, line by line.
\pset format unaligned
\pset tuples_only on
SET client_min_messages = warning;
\echo == nothing to say
SELECT * FROM pg_flux.lint('CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (id int PRIMARY KEY, a int REFERENCES a); CREATE INDEX ON b (a, id); CREATE FUNCTION f() RETURNS int LANGUAGE sql AS ''SELECT id FROM a'';');
SELECT * FROM pg_flux.lint('');
SELECT * FROM pg_flux.lint('-- nothing');
\echo == what the text tells
SELECT * FROM pg_flux.lint($$
CREATE SCHEMA shop;
CREATE TABLE shop."order" (orderId int PRIMARY KEY, "userName" text);
CREATE VIEW shop.dear AS SELECT orderid FROM shop."order";
CREATE FUNCTION shop."user"() RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION shop.total() RETURNS bigint LANGUAGE plpgsql AS 'BEGIN RETURN (SELECT count(*) FROM shop.orders); END';
CREATE OR REPLACE VIEW shop.dear AS SELECT orderid FROM shop."order";
$$);
\echo == what the built schema tells
SELECT * FROM pg_flux.lint($$
CREATE TABLE loose (a int);
CREATE TABLE item (id int PRIMARY KEY, part_of int REFERENCES item, n int);
CREATE UNIQUE INDEX ON item (n) WHERE part_of IS NULL;
CREATE INDEX ON item (part_of) WHERE n > 0;
CREATE TABLE many (k int NOT NULL, PRIMARY KEY (k)) PARTITION BY LIST (k);
CREATE TABLE many_1 PARTITION OF many FOR VALUES IN (1);
CREATE FUNCTION wrong() RETURNS int LANGUAGE sql AS 'SELECT nothing FROM item';
CREATE FUNCTION worse() RETURNS int LANGUAGE plpgsql AS 'BEGIN RETURN 1 END';
CREATE FUNCTION right() RETURNS int LANGUAGE sql SET search_path = elsewhere AS 'SELECT id FROM public.item';
CREATE FUNCTION "Left"() RETURNS int LANGUAGE sql SET search_path = elsewhere AS 'SELECT id FROM item';
CREATE FUNCTION typed() RETURNS int LANGUAGE plpgsql AS 'DECLARE x nope%ROWTYPE; BEGIN RETURN x; END';
CREATE FUNCTION whole() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT id FROM item; END;
$$);
\echo == what cannot be built
SELECT * FROM pg_flux.lint($$
CREATE TABLE app.a (id int PRIMARY KEY, b int REFERENCES app.b);
CREATE SCHEMA app;
CREATE TABLE app.a (id int PRIMARY KEY);
CREATE VIEW app.v AS SELECT * FROM app.nowhere;
CREATE TABLE IF NOT EXISTS app.c (t app.kind);
$$);
SELECT * FROM pg_flux.lint(E'CREATE TABLE a (id int);\nINSERT INTO a VALUES (1);');
SELECT * FROM pg_flux.lint(E'CREATE TABLE a (id int);\nCREATE TABEL b (id int);');
SELECT * FROM pg_flux.lint(E'CREATE TABLE a (id int PRIMARY KEY);\n\nSECURITY LABEL ON TABLE a IS ''x'';');
