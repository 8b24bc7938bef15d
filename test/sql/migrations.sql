-- Files of a repository: made from a plan, run once and in order, edited, taken back.
\set SHOW_CONTEXT never
SET client_min_messages = warning;
CREATE DATABASE migrations_test;
\c migrations_test
SET client_min_messages = notice;
CREATE EXTENSION pg_flux;
CREATE SCHEMA app;
\set one 'CREATE TABLE t (i int PRIMARY KEY, n text)'
\set two 'CREATE TABLE t (i int PRIMARY KEY, x int); CREATE VIEW v AS SELECT i FROM t'

SELECT filename, regexp_replace(body, '[0-9a-f]{64}', '…', 'g') AS body FROM pg_flux.generate(:'one', 'First table!', '{app}');
-- The same input gives the same bytes.
SELECT count(DISTINCT body) FROM (SELECT body FROM pg_flux.generate(:'one', 'First table!', '{app}')
    UNION ALL SELECT body FROM pg_flux.generate(:'one', 'First table!', '{app}')) AS x;
SELECT filename AS file1, body AS body1 FROM pg_flux.generate(:'one', 'First table!', '{app}') \gset
SELECT pg_flux.migration_status(:'file1', :'body1');
SELECT step, op, kind, object, elapsed IS NOT NULL AS ran FROM pg_flux.migrate(:'file1', :'body1');
SELECT pg_flux.migration_status(:'file1', :'body1');
-- Once.
SELECT * FROM pg_flux.migrate(:'file1', :'body1');
SELECT count(*) FROM pg_flux.generate(:'one', 'again', '{app}');

-- The next, with a hazard.
SELECT filename AS file2, body AS body2 FROM pg_flux.generate(:'two', 'second', '{app}') \gset
SELECT :'file2' AS file2;
SELECT * FROM pg_flux.migrate(:'file2', :'body2');
-- Tampered with: line ends do not count, all else does.
SELECT pg_flux.migration_status(:'file2', replace(:'body2', E'\n', E'\r\n') || E'\n\n');
SELECT pg_flux.migration_status(:'file2', replace(:'body2', '"hazards":["DATA_LOSS"],', ''));
\set VERBOSITY terse
SELECT * FROM pg_flux.migrate(:'file2', replace(:'body2', '"hazards":["DATA_LOSS"],', ''));
SELECT * FROM pg_flux.migrate(:'file2', 'CREATE TABLE app.u (i int)');
\set VERBOSITY default
SELECT object FROM pg_flux.migrate(:'file2', :'body2', '{DATA_LOSS}');
-- Changed after it was run.
SELECT pg_flux.migration_status(:'file2', replace(:'body2', 'app.v', 'app.w'));
SELECT * FROM pg_flux.migrate(:'file2', replace(:'body2', 'app.v', 'app.w'));
SELECT filename, state, role, run, length(file_hash) AS hash FROM pg_flux.migrations;
SELECT id, kind, label, outcome, undoes, undone_by FROM pg_flux.history ORDER BY id;

-- Taken back by what the file says, and then due again.
SELECT object FROM pg_flux.rollback();
SELECT object FROM pg_flux.rollback(allow_hazards => '{ALL}');
SELECT filename, state FROM pg_flux.migrations;
SELECT pg_flux.migration_status(:'file2', :'body2'), (SELECT count(*) FROM pg_flux.diff(:'one', '{app}')) AS left;
SELECT object FROM pg_flux.migrate(:'file2', :'body2', '{DATA_LOSS}');
SELECT filename, state FROM pg_flux.migrations;

-- Too late, and from another state.
SELECT * FROM pg_flux.migrate('0001_a.sql', :'body1');
SELECT pg_flux.migration_status('0001_a.sql', :'body1');
\set VERBOSITY sqlstate
SELECT * FROM pg_flux.migrate('0003_x.sql', :'body1');
\set VERBOSITY default

-- Edited: data too is changed; what it may lose must be allowed.
INSERT INTO app.t VALUES (1);
\set three 'CREATE TABLE t (i int PRIMARY KEY, x int, price int); CREATE VIEW v AS SELECT i FROM t'
SELECT filename AS file3, body AS body3 FROM pg_flux.generate(:'three', 'price', '{app}') \gset
SELECT replace(:'body3', E'\n-- pg_flux down', E'\n-- what all had until now\nUPDATE app.t SET price = 7;\n\n-- pg_flux down') AS edited3 \gset
SELECT pg_flux.migration_status(:'file3', :'edited3');
SELECT pg_flux.accept(:'edited3') AS accepted3 \gset
SELECT regexp_replace(:'accepted3', '[0-9a-f]{64}', '…', 'g') AS accepted;
SELECT price FROM app.t;
SELECT * FROM pg_flux.migrate(:'file3', :'accepted3');
SELECT step, kind, object, sql, hazards FROM pg_flux.migrate(:'file3', :'accepted3', '{DATA_LOSS}');
SELECT price FROM app.t;
\set VERBOSITY terse
SELECT * FROM pg_flux.accept(:'edited3');
\set VERBOSITY default

-- Written by hand.
SELECT * FROM pg_flux.accept('CREATE VIEW app.w AS SELECT 1 AS one');
SELECT pg_flux.accept(E'CREATE VIEW app.w AS SELECT 1 AS one;\n-- pg_flux down\nDROP VIEW app.w', '{app}') AS own \gset
SELECT kind, sql, hazards FROM pg_flux.migrate('0004_own.sql', :'own');
SELECT sql FROM pg_flux.rollback();
SELECT * FROM pg_flux.accept(E'CREATE VIEW app.w AS SELECT 1 AS one;\n-- pg_flux down\nSELECT 1', '{app}');
SELECT * FROM pg_flux.accept('CREATE VIEW app.w AS SELECT no_such_column', '{app}');
SELECT pg_flux.accept('COMMIT', '{app}');
SELECT * FROM pg_flux.accept('-- pg_flux what', '{app}');

-- In two files.
\set four 'CREATE TABLE t (i int PRIMARY KEY, x int, price int)'
SELECT filename, position('-- pg_flux up' IN body) > 0 AS up, position('-- pg_flux down' IN body) > 0 AS down FROM pg_flux.generate(:'four', 'no view', '{app}', 'separate');
SELECT max(filename) AS up, min(filename) AS down FROM pg_flux.generate(:'four', 'no view', '{app}', format => 'separate') \gset
SELECT max(body) FILTER (WHERE filename = :'up') AS up_body, max(body) FILTER (WHERE filename = :'down') AS down_body
FROM pg_flux.generate(:'four', 'no view', '{app}', 'separate') \gset
SELECT object FROM pg_flux.migrate(:'up', :'up_body');
SELECT * FROM pg_flux.rollback();
SELECT op, object FROM pg_flux.migrate(:'down', :'down_body');
SELECT * FROM pg_flux.migrate(:'down', :'down_body');
SELECT pg_flux.generate(:'four', 'x', '{app}', 'round');
SELECT filename, state FROM pg_flux.migrations;

-- A database that is there already begins at a baseline.
CREATE DATABASE migrations_old;
\c migrations_old
CREATE EXTENSION pg_flux;
CREATE SCHEMA app;
\set VERBOSITY terse
SELECT pg_flux.baseline(:'file1', :'body1');
\set VERBOSITY default
CREATE TABLE app.t (i int PRIMARY KEY, x int);
CREATE VIEW app.v AS SELECT i FROM app.t;
SELECT pg_flux.baseline(:'file2', :'body2');
SELECT * FROM pg_flux.migrate(:'file1', :'body1');
SELECT pg_flux.migration_status(:'file1', :'body1'), pg_flux.migration_status(:'file2', :'body2'), pg_flux.migration_status(:'file3', :'accepted3');
SELECT filename FROM pg_flux.generate(:'four', 'next', '{app}');
SELECT count(*) FROM pg_flux.migrate(:'file3', :'accepted3', '{DATA_LOSS}');
SELECT filename, state FROM pg_flux.migrations;
SELECT count(*) FROM pg_flux.rollback(allow_hazards => '{ALL}');
SELECT pg_flux.rollback();

\c regression
DROP DATABASE migrations_test;
DROP DATABASE migrations_old;
