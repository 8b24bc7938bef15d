-- What PostgreSQL 18 added to tables. Other servers leave here, and have an expected file of their own.
SELECT current_setting('server_version_num')::int < 180000 AS older \gset
\if :older
\quit
\endif
\pset format unaligned
\pset tuples_only on
SET client_min_messages = warning;
\echo == names, children and proof of NOT NULL
SELECT $$
CREATE SCHEMA v18;
CREATE TABLE v18.t (
    id int PRIMARY KEY,
    plain int NOT NULL,
    named int CONSTRAINT must_be NOT NULL,
    alone int CONSTRAINT only_here NOT NULL NO INHERIT,
    later int
);
ALTER TABLE v18.t ADD CONSTRAINT some_day NOT NULL later NOT VALID;
COMMENT ON CONSTRAINT must_be ON v18.t IS 'it''s needed';
CREATE TABLE v18.child (own int NOT NULL, CONSTRAINT mine NOT NULL plain) INHERITS (v18.t);
CREATE TABLE v18.p (a int NOT NULL, b int CONSTRAINT b_is_there NOT NULL) PARTITION BY LIST (a);
CREATE TABLE v18.p1 PARTITION OF v18.p FOR VALUES IN (1);
CREATE TABLE v18.p2 (b int NOT NULL, a int NOT NULL);
ALTER TABLE v18.p ATTACH PARTITION v18.p2 FOR VALUES IN (2);
$$ AS source \gset
SELECT sql FROM pg_flux.apply(:'source');
SELECT count(*) FROM pg_flux.diff(:'source');
SELECT count(*) FROM pg_flux.diff((SELECT sql FROM pg_flux.dump('{v18}')), '{v18}');
SELECT conrelid::regclass, conname, connoinherit, convalidated, conislocal, coninhcount FROM pg_constraint
WHERE contype = 'n' AND conrelid::regclass::text LIKE 'v18.%' ORDER BY conrelid::regclass::text COLLATE "C", conname;
\echo == altered
SELECT $$
CREATE SCHEMA v18;
CREATE TABLE v18.t (
    id int PRIMARY KEY,
    plain int NOT NULL,
    named int NOT NULL,
    alone int CONSTRAINT only_here NOT NULL,
    later int CONSTRAINT some_day NOT NULL
);
COMMENT ON CONSTRAINT some_day ON v18.t IS 'proven';
CREATE TABLE v18.child (own int) INHERITS (v18.t);
CREATE TABLE v18.p (a int, b int CONSTRAINT b_must_be_there NOT NULL) PARTITION BY LIST (a);
CREATE TABLE v18.p1 PARTITION OF v18.p FOR VALUES IN (1);
$$ AS source2 \gset
SELECT op, sql FROM pg_flux.apply(:'source2', allow_hazards => '{ALL}');
SELECT sql FROM pg_flux.diff(:'source2');
\echo == and back
SELECT op, sql FROM pg_flux.apply(:'source', allow_hazards => '{ALL}');
SELECT sql FROM pg_flux.diff(:'source');
\echo == where a child has another name for it, that of the parent cannot be renamed
SELECT sql FROM pg_flux.diff(replace(:'source', '    plain int NOT NULL', '    plain int CONSTRAINT now_named NOT NULL'));
\echo == a name that the server gave stays when the column is renamed
SELECT replace(:'source', '    plain int NOT NULL', E'    -- pg_flux: renamed from plain\n    simple int NOT NULL') AS renamed \gset
SELECT replace(:'renamed', 'NOT NULL plain', 'NOT NULL simple') AS renamed \gset
SELECT op, sql FROM pg_flux.apply(:'renamed');
SELECT sql FROM pg_flux.diff(:'renamed');
DROP SCHEMA v18 CASCADE;
\echo == virtual columns
SELECT $$
CREATE SCHEMA v18;
CREATE TABLE v18.g (a int, v int GENERATED ALWAYS AS (a + 1) VIRTUAL NOT NULL, s int GENERATED ALWAYS AS (a * 2) STORED, w int GENERATED ALWAYS AS (a));
CREATE VIEW v18.gv AS SELECT v, s FROM v18.g;
$$ AS source \gset
SELECT sql FROM pg_flux.apply(:'source');
SELECT sql FROM pg_flux.diff(:'source');
INSERT INTO v18.g VALUES (1);
SELECT op, sql FROM pg_flux.apply(replace(replace(:'source', 'a + 1', 'a + 2'), 'a * 2', 'a * 3'));
SELECT * FROM v18.g;
\echo == from virtual to stored
SELECT replace(:'source', '(a + 1) VIRTUAL', '(a + 2) STORED') AS stored \gset
SELECT op, kind, object FROM pg_flux.apply(:'stored');
SELECT sql FROM pg_flux.diff(:'stored');
SELECT * FROM v18.g;
DROP SCHEMA v18 CASCADE;

\echo == not enforced
SELECT $$
CREATE SCHEMA v18;
CREATE TABLE v18.a (id int PRIMARY KEY, n int, CONSTRAINT hope CHECK (n > 0) NOT ENFORCED);
CREATE TABLE v18.b (id int, CONSTRAINT loose FOREIGN KEY (id) REFERENCES v18.a NOT ENFORCED);
$$ AS source \gset
SELECT sql FROM pg_flux.apply(:'source');
SELECT sql FROM pg_flux.diff(:'source');
SELECT op, sql FROM pg_flux.apply(replace(:'source', ' NOT ENFORCED', ''));
SELECT sql FROM pg_flux.diff(replace(:'source', ' NOT ENFORCED', ''));
SELECT op, sql FROM pg_flux.apply(replace(:'source', 'v18.a NOT ENFORCED', 'v18.a NOT VALID'));
SELECT op, sql FROM pg_flux.apply(:'source');
SELECT op, sql FROM pg_flux.apply(replace(:'source', 'v18.a NOT ENFORCED', 'v18.a NOT VALID'));
SELECT sql FROM pg_flux.diff(replace(:'source', 'v18.a NOT ENFORCED', 'v18.a NOT VALID'));
DROP SCHEMA v18 CASCADE;

\echo == keys over time
SELECT $$
CREATE SCHEMA v18;
CREATE TABLE v18.stay (room int4range, during daterange, PRIMARY KEY (room, during WITHOUT OVERLAPS));
CREATE TABLE v18.meal (id int4range, room int4range, during daterange, CONSTRAINT once UNIQUE (id, during WITHOUT OVERLAPS));
ALTER TABLE v18.meal ADD CONSTRAINT of_stay FOREIGN KEY (room, PERIOD during) REFERENCES v18.stay (room, PERIOD during);
$$ AS source \gset
SELECT sql FROM pg_flux.apply(:'source');
SELECT sql FROM pg_flux.diff(:'source');
SELECT count(*) FROM pg_flux.diff((SELECT sql FROM pg_flux.dump('{v18}')), '{v18}');
SELECT op, sql FROM pg_flux.apply(replace(replace(:'source', 'UNIQUE (id, during WITHOUT OVERLAPS)', 'UNIQUE (id, during)'), 'ADD CONSTRAINT of_stay', 'ADD CONSTRAINT for_stay'));
SELECT count(*) FROM pg_flux.apply(:'source');
DROP SCHEMA v18 CASCADE;

\echo == default privileges of large objects
SELECT 'CREATE SCHEMA v18; ALTER DEFAULT PRIVILEGES GRANT SELECT ON LARGE OBJECTS TO PUBLIC;' AS source \gset
SELECT sql FROM pg_flux.apply(:'source');
SELECT sql FROM pg_flux.diff(:'source');
SELECT sql FROM pg_flux.apply('CREATE SCHEMA v18; ALTER DEFAULT PRIVILEGES REVOKE SELECT ON LARGE OBJECTS FROM PUBLIC;');
\o /dev/null
DROP SCHEMA v18 CASCADE;
