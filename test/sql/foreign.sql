-- Foreign-data wrappers, servers, user mappings and foreign tables. Nothing connects, and no secret is shown.
\pset format unaligned
\pset tuples_only on
SET client_min_messages = warning;
CREATE ROLE flux_remote;
CREATE ROLE "Flux Other";
CREATE EXTENSION postgres_fdw;
CREATE SCHEMA far;
\set base 'CREATE EXTENSION postgres_fdw; CREATE SCHEMA far; CREATE FOREIGN DATA WRAPPER "My wrapper" HANDLER postgres_fdw_handler OPTIONS ("Some thing" $$it''s$$); COMMENT ON FOREIGN DATA WRAPPER "My wrapper" IS $$mine$$; '
\set server 'CREATE SERVER "Far away" TYPE $$pg$$ VERSION $$9$$ FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host $$h$$, dbname $$d$$); COMMENT ON SERVER "Far away" IS $$there$$; '
\set mapping 'CREATE USER MAPPING FOR flux_remote SERVER "Far away" OPTIONS (user $$u$$, password $$hush hush$$); CREATE USER MAPPING FOR PUBLIC SERVER "Far away"; '
\set tables 'CREATE FOREIGN TABLE far."T" (id int OPTIONS (column_name $$ID$$) NOT NULL, b text COLLATE "C" DEFAULT $$x$$, CONSTRAINT c CHECK (id > 0)) SERVER "Far away" OPTIONS (table_name $$t$$); CREATE VIEW far.v AS SELECT one.id FROM far."T" AS one, far."T" AS two; COMMENT ON COLUMN far."T".b IS $$b$$; COMMENT ON FOREIGN TABLE far."T" IS $$ft$$; CREATE TABLE far.parted (a int, b text) PARTITION BY RANGE (a); CREATE FOREIGN TABLE far.part PARTITION OF far.parted FOR VALUES FROM (1) TO (10) SERVER "Far away"; CREATE TABLE far.parent (a int); CREATE FOREIGN TABLE far.child (b int) INHERITS (far.parent) SERVER "Far away";'
SELECT op, kind, object, sql FROM pg_flux.apply(:'base' || :'server' || :'mapping' || :'tables');
SELECT umoptions FROM pg_user_mappings WHERE usename = 'flux_remote';
SELECT op, sql FROM pg_flux.diff(:'base' || :'server' || :'mapping' || :'tables');
\echo == another password, and none: it is left alone
SELECT op, object, sql FROM pg_flux.diff(:'base' || :'server' || replace(:'mapping', 'hush hush', 'other') || :'tables');
SELECT op, object, sql FROM pg_flux.diff(:'base' || :'server' || replace(:'mapping', ', password $$hush hush$$', '') || :'tables');
SELECT change, object, attribute, expected, actual FROM pg_flux.drift(:'base' || :'server' || replace(:'mapping', 'hush hush', 'other') || :'tables');
SELECT count(*) FROM pg_flux.apply(:'base' || :'server' || replace(:'mapping', 'hush hush', 'other') || :'tables');
SELECT umoptions FROM pg_user_mappings WHERE usename = 'flux_remote';
SELECT pg_flux.plan(:'base' || :'server' || replace(:'mapping', 'hush hush', 'third') || :'tables') AS plan \gset
SELECT :'plan' LIKE '%third%' AS told, :'plan' LIKE '%hush%' AS told_before;
SELECT * FROM pg_flux.apply(:'plan'::jsonb);
SELECT pg_flux.model('{far}')::text LIKE '%other%' AS told;
\echo == messages hide it too
SELECT pg_flux.diff(:'base' || :'server' || 'CREATE USER MAPPING FOR nobody SERVER "Far away" OPTIONS (password $$hush hush$$)');
\echo == options, version, owners and privileges in place
SELECT op, object, sql FROM pg_flux.apply(replace(:'base', 'OPTIONS ("Some thing" $$it''s$$)', 'OPTIONS (a $$1$$, "Some thing" $$no$$)') || replace(replace(:'server', 'VERSION $$9$$', ''), 'host $$h$$, dbname $$d$$', 'dbname $$d2$$, port $$1$$') || :'mapping' || :'tables' );
SELECT op, object, sql FROM pg_flux.apply(:'base' || replace(:'server', 'host $$h$$, dbname $$d$$', 'dbname $$d2$$, port $$2$$') || :'mapping' || replace(replace(:'tables', 'OPTIONS (column_name $$ID$$)', ''), 'id int ', 'id bigint ') || 'GRANT USAGE ON FOREIGN SERVER "Far away" TO flux_remote; GRANT USAGE ON FOREIGN DATA WRAPPER "My wrapper" TO "Flux Other" WITH GRANT OPTION; GRANT SELECT, INSERT ON far."T" TO flux_remote; GRANT UPDATE (b) ON far."T" TO "Flux Other"; ALTER SERVER "Far away" OWNER TO "Flux Other"; ALTER FOREIGN TABLE far."T" OWNER TO "Flux Other";');
\echo == a server of another type is made anew, with all that hangs on it
SELECT op, kind, object, sql FROM pg_flux.apply(:'base' || replace(:'server', 'TYPE $$pg$$', '') || :'mapping' || :'tables');
SELECT umoptions FROM pg_user_mappings WHERE usename = 'flux_remote';
\echo == renamed
SELECT op, object, sql FROM pg_flux.apply(:'base' || replace(replace(:'server', 'CREATE SERVER "Far away"', E'\n-- pg_flux: renamed from "Far away"\nCREATE SERVER near'), '"Far away" IS', 'near IS') || replace(:'mapping', '"Far away"', 'near') || replace(replace(replace(:'tables', '"Far away"', 'near'), 'CREATE FOREIGN TABLE far."T"', E'\n-- pg_flux: renamed from "T"\nCREATE FOREIGN TABLE far.t'), 'far."T"', 'far.t'));
SELECT sql FROM pg_flux.dump('{far}') \gset
\echo :sql
SELECT count(*) FROM pg_flux.diff(:'sql');
SELECT path FROM pg_flux.dump('{far}', 'kind') ORDER BY path;
DROP TABLE far.parted, far.parent CASCADE;
\echo == columns of a foreign table come and go without a hazard; one made of a table of rows, and back
\set server 'CREATE SERVER near FOREIGN DATA WRAPPER postgres_fdw; '
SELECT op, object, hazards, sql FROM pg_flux.apply(:'base' || :'server' || 'CREATE USER MAPPING FOR flux_remote SERVER near; CREATE FOREIGN TABLE far.t (id text, c int, gone int) SERVER near; CREATE TABLE far.child (a int, b int);');
SELECT op, object, hazards, sql FROM pg_flux.apply(:'base' || :'server' || 'CREATE USER MAPPING FOR flux_remote SERVER near; CREATE FOREIGN TABLE far.t (id int, c int DEFAULT 3) SERVER near; CREATE FOREIGN TABLE far.child (a int, b int) SERVER near;', allow_hazards => '{ALL}');
SELECT op, object, sql FROM pg_flux.apply('CREATE EXTENSION postgres_fdw; CREATE SCHEMA far; CREATE FOREIGN DATA WRAPPER w; CREATE SERVER s FOREIGN DATA WRAPPER w; CREATE USER MAPPING FOR flux_remote SERVER s');
\echo == what is not declared at all stays
SELECT op, sql FROM pg_flux.diff('CREATE SCHEMA far; GRANT USAGE ON FOREIGN SERVER s TO flux_remote;');
DROP FOREIGN DATA WRAPPER w CASCADE;
DROP SCHEMA far CASCADE;
DROP EXTENSION postgres_fdw;
DROP ROLE flux_remote, "Flux Other";
