-- Renames: what a directive renames keeps its rows, what the server named after it follows, and what differs in nothing but
-- its name is renamed in place.
\set SHOW_CONTEXT never
SET client_min_messages = warning;
CREATE SCHEMA ren;
CREATE TYPE ren.state AS ENUM ('new', 'done');
CREATE TYPE ren.pair AS (l int, r int);
CREATE TABLE ren.customer (
    id serial PRIMARY KEY,
    number int GENERATED ALWAYS AS IDENTITY,
    name text UNIQUE CHECK (name <> ''),
    state ren.state DEFAULT 'new',
    friend int REFERENCES ren.customer
);
CREATE INDEX ON ren.customer (state);
CREATE INDEX ON ren.customer (lower(name)) WHERE id > 0;
CREATE VIEW ren.names AS SELECT name FROM ren.customer;
CREATE FUNCTION ren.f(a int, b ren.customer) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION ren.f(a text) RETURNS int LANGUAGE sql AS 'SELECT 2';
INSERT INTO ren.customer (name) VALUES ('Ada');
SELECT oid AS index_oid FROM pg_class WHERE relname = 'customer_name_key' \gset

\set source '-- pg_flux: renamed from state\nCREATE TYPE ren.status AS ENUM (\n ''new'', -- pg_flux: renamed from fresh\n ''finished'' -- pg_flux: renamed from done\n);\nCREATE TYPE ren.pair AS (\n "left" int, -- pg_flux: renamed from l\n r int\n);\n-- pg_flux: renamed from customer\nCREATE TABLE ren.person (\n id serial PRIMARY KEY,\n no int GENERATED ALWAYS AS IDENTITY, -- pg_flux: renamed from number\n full_name text UNIQUE CHECK (full_name <> ''''), -- pg_flux: renamed from name\n status ren.status DEFAULT ''new'', -- pg_flux: renamed from state\n friend int REFERENCES ren.person\n);\nCREATE INDEX ON ren.person (status);\nCREATE INDEX ON ren.person (lower(full_name)) WHERE id > 0;\nCREATE VIEW ren.names AS SELECT full_name AS name FROM ren.person;\nCREATE FUNCTION ren.f(a text) RETURNS int LANGUAGE sql AS ''SELECT 2'';\n-- pg_flux: renamed from f\nCREATE FUNCTION ren.g(a int, b ren.person) RETURNS int LANGUAGE sql AS ''SELECT 1'';\n'
SELECT E'' || replace(:'source', '\n', E'\n') AS source \gset

SELECT step, op, kind, object, sql, hazards FROM pg_flux.diff(:'source');
-- A diff leaves the old names.
SELECT count(*) FROM ren.customer WHERE name = 'Ada';
SELECT pg_flux.fingerprint('{ren}') AS before, pg_flux.plan(:'source') AS plan \gset
SELECT count(*) > 0 AS applied FROM pg_flux.apply(:'source');
SELECT id, no, full_name, status FROM ren.person;
SELECT relname, relkind FROM pg_class WHERE relnamespace = 'ren'::regnamespace ORDER BY 1;
SELECT conname FROM pg_constraint WHERE connamespace = 'ren'::regnamespace ORDER BY 1;
SELECT 'ren.person_full_name_key'::regclass::oid = :index_oid AS same_index;
-- A directive whose old name is gone is satisfied.
SELECT count(*) FROM pg_flux.diff(:'source');
-- And back.
SELECT s->>'sql' AS sql FROM jsonb_array_elements(CAST(:'plan' AS jsonb)->'undo') AS s \gexec
SELECT pg_flux.fingerprint('{ren}') = :'before' AS same, (SELECT count(*) FROM ren.customer WHERE name = 'Ada') AS rows;
DROP TABLE ren.customer CASCADE;
DROP TYPE ren.state, ren.pair;
DROP FUNCTION ren.f;

-- Names only: indexes, keys, checks, references, of domains, and a sequence; comments and settings are altered in place.
\set old 'CREATE DOMAIN ren.d AS int CONSTRAINT old_d CHECK (VALUE > 0); CREATE TABLE ren.t (a int CONSTRAINT old_pk PRIMARY KEY, b int CONSTRAINT old_u UNIQUE, c int CONSTRAINT old_fk REFERENCES ren.t, d int CONSTRAINT old_c CHECK (d > 0)); CREATE INDEX old_i ON ren.t (b, c) WITH (fillfactor = 80); COMMENT ON INDEX ren.old_i IS ''one''; CREATE SEQUENCE ren.old_s OWNED BY ren.t.d;'
\set new 'CREATE DOMAIN ren.d AS int CONSTRAINT new_d CHECK (VALUE > 0); CREATE TABLE ren.t (a int CONSTRAINT new_pk PRIMARY KEY, b int CONSTRAINT new_u UNIQUE, c int CONSTRAINT new_fk REFERENCES ren.t, d int CONSTRAINT new_c CHECK (d > 0)); CREATE INDEX new_i ON ren.t (b, c) WITH (fillfactor = 90); COMMENT ON INDEX ren.new_i IS ''two''; CREATE SEQUENCE ren.new_s OWNED BY ren.t.d;'
SELECT count(*) > 0 AS applied FROM pg_flux.apply(:'old', schemas => '{ren}');
SELECT op, sql, hazards FROM pg_flux.diff(:'new', schemas => '{ren}');
SELECT count(*) > 0 AS applied FROM pg_flux.apply(:'new', schemas => '{ren}');
-- What only one side has beside it stays what it is: two alike, one of which goes.
SELECT op, sql FROM pg_flux.diff(:'new' || 'CREATE INDEX more ON ren.t (b, c)', schemas => '{ren}');
-- A name that is there before and after is the same object to a diff, whatever else looks alike.
\set one 'CREATE TABLE ren.t (a int, b int); CREATE INDEX x ON ren.t (a); CREATE INDEX y ON ren.t (b);'
\set two 'CREATE TABLE ren.t (a int, b int); CREATE INDEX y ON ren.t (a); CREATE INDEX z ON ren.t (b);'
SELECT count(*) > 0 AS applied FROM pg_flux.apply(:'one', schemas => '{ren}', allow_hazards => '{ALL}');
SELECT op, sql FROM pg_flux.diff(:'two', schemas => '{ren}');
SELECT count(*) > 0 AS applied FROM pg_flux.apply(:'two', schemas => '{ren}');

-- Partitions: the parent's constraint takes the partitions' along only where it is a check; each index is its own.
CREATE TABLE ren.log (at date, msg text CHECK (msg <> ''), UNIQUE (at, msg)) PARTITION BY RANGE (at);
CREATE TABLE ren.log_1 PARTITION OF ren.log FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE INDEX ON ren.log (msg);
INSERT INTO ren.log VALUES ('2024-02-02', 'here');
SELECT E'CREATE TABLE ren.log (at date,\n message text CHECK (message <> ''''), -- pg_flux: renamed from msg\n UNIQUE (at, message)) PARTITION BY RANGE (at);\nCREATE TABLE ren.log_1 PARTITION OF ren.log FOR VALUES FROM (''2024-01-01'') TO (''2025-01-01''); CREATE INDEX ON ren.log (message); ' || :'two' AS source \gset
SELECT op, sql, hazards FROM pg_flux.diff(:'source');
SELECT count(*) > 0 AS applied FROM pg_flux.apply(:'source');
SELECT message FROM ren.log;
DROP TABLE ren.log, ren.t;

-- Children: a check that they inherit follows, one of their own does not.
CREATE TABLE ren.p (a int CONSTRAINT c1 CHECK (a > 0), CONSTRAINT own CHECK (a < 9) NO INHERIT);
CREATE TABLE ren.q (b int, CONSTRAINT own CHECK (b < 9)) INHERITS (ren.p);
SELECT op, sql FROM pg_flux.diff('CREATE TABLE ren.p (a int CONSTRAINT c2 CHECK (a > 0), CONSTRAINT mine CHECK (a < 9) NO INHERIT);
    CREATE TABLE ren.q (b int, CONSTRAINT own CHECK (b < 9)) INHERITS (ren.p);');
SELECT count(*) AS steps FROM pg_flux.apply('CREATE TABLE ren.p (a int CONSTRAINT c2 CHECK (a > 0), CONSTRAINT mine CHECK (a < 9) NO INHERIT);
    CREATE TABLE ren.q (b int, CONSTRAINT own CHECK (b < 9)) INHERITS (ren.p);', schemas => '{ren}', allow_hazards => '{ALL}');
DROP TABLE ren.p CASCADE;

-- A type change with USING.
CREATE TABLE ren.t (n text);
INSERT INTO ren.t VALUES ('four');
SELECT count(*) AS steps FROM pg_flux.apply(E'CREATE TABLE ren.t (\n n int -- pg_flux: using length(n)\n);', schemas => '{ren}', allow_hazards => '{ALL}');
SELECT n FROM ren.t;

-- What cannot be.
SELECT * FROM pg_flux.diff(E'CREATE TABLE ren.t (n int);\n-- pg_flux: renamed from a\nALTER TABLE ren.t ALTER n SET NOT NULL;');
SELECT * FROM pg_flux.diff(E'-- pg_flux: renamed from public.t\nCREATE TABLE ren.t (n int);');
SELECT * FROM pg_flux.diff(E'-- pg_flux: rename it\nCREATE TABLE ren.t (n int);');
SELECT * FROM pg_flux.diff(E'-- pg_flux: renamed from nothing\nCREATE TABLE ren.t (n int);');
DROP SCHEMA ren CASCADE;
