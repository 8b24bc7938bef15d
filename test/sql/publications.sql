-- Publications and subscriptions. A publication lets go of what has to give way; a subscription connects to nobody.
\pset format unaligned
\pset tuples_only on
SET client_min_messages = error;
CREATE SCHEMA pub;
\set base 'CREATE SCHEMA pub; CREATE TABLE pub."T" (id int PRIMARY KEY, "A b" text, c int); CREATE TABLE pub.u (id int PRIMARY KEY); CREATE TABLE pub.parent (a int); CREATE TABLE pub.child () INHERITS (pub.parent); '
\set one 'CREATE PUBLICATION "My pub" FOR TABLE pub."T" (id, "A b") WHERE (id > 10 AND "A b" <> $$x$$), TABLE pub.u, ONLY pub.parent WITH (publish = $$insert, delete$$); CREATE PUBLICATION everything FOR ALL TABLES WITH (publish_via_partition_root = true); CREATE PUBLICATION whole FOR TABLES IN SCHEMA pub; CREATE PUBLICATION empty; COMMENT ON PUBLICATION whole IS $$all of it$$;'
SELECT op, kind, object, sql FROM pg_flux.apply(:'base' || :'one');
SELECT op, sql FROM pg_flux.diff(:'base' || :'one');
SELECT sql FROM pg_flux.dump('{pub}') \gset
SELECT op, sql FROM pg_flux.diff(:'sql');
\echo == filters, lists, options and members in place
SELECT op, object, sql FROM pg_flux.apply(:'base' || 'CREATE PUBLICATION "My pub" FOR TABLE pub."T" (id, c) WHERE (id > 10), TABLE pub.parent; CREATE PUBLICATION everything FOR TABLE pub.u; CREATE PUBLICATION whole FOR TABLE pub.u; CREATE PUBLICATION empty FOR TABLES IN SCHEMA pub WITH (publish = $$$$)');
SELECT op, object, sql FROM pg_flux.apply(:'base' || :'one');
\echo == a column that is converted or goes, a table that goes
SELECT op, object, sql FROM pg_flux.apply(replace(:'base', 'id int PRIMARY KEY, "A b"', 'id bigint PRIMARY KEY, "A b"') || :'one');
SELECT op, object, sql FROM pg_flux.apply(replace(:'base', '"A b" text, ', '') || replace(:'one', '(id, "A b") WHERE (id > 10 AND "A b" <> $$x$$)', ''), allow_hazards => '{ALL}');
SELECT op, object, sql FROM pg_flux.apply(replace(:'base', 'CREATE TABLE pub.u (id int PRIMARY KEY);', 'CREATE VIEW pub.u AS SELECT 1 AS id;') || replace(replace(:'one', 'TABLE pub.u, ', 'TABLE '), '(id, "A b") WHERE (id > 10 AND "A b" <> $$x$$)', ''), allow_hazards => '{ALL}');
\echo == renamed
SELECT op, object, sql FROM pg_flux.apply(:'base' || replace(:'one', 'CREATE PUBLICATION empty', E'\n-- pg_flux: renamed from empty\nCREATE PUBLICATION "Empty"'), allow_hazards => '{ALL}');
SELECT op, object, sql FROM pg_flux.apply(:'base' || 'CREATE PUBLICATION last');
DROP PUBLICATION last;
\echo == subscriptions
\set one 'CREATE SUBSCRIPTION "My sub" CONNECTION $$host=nowhere dbname=d password=''hush \\''hush'' application_name=x$$ PUBLICATION b, a WITH (enabled = true, binary = true); CREATE SUBSCRIPTION uri CONNECTION $$postgresql://me:hush@nowhere:1/d?sslmode=require$$ PUBLICATION a WITH (connect = false, slot_name = NONE); COMMENT ON SUBSCRIPTION uri IS $$u$$;'
SELECT op, kind, object, sql FROM pg_flux.apply(:'base' || :'one', allow_hazards => '{ALL}');
SELECT subname, subenabled, subconninfo, subslotname, subpublications FROM pg_subscription ORDER BY subname;
SELECT op, sql FROM pg_flux.diff(:'base' || :'one');
SELECT sql FROM pg_flux.dump('{pub}') \gset
SELECT position('hush' IN :'sql') AS told;
SELECT op, sql FROM pg_flux.diff(:'sql');
SELECT pg_flux.diff(:'base' || 'CREATE SUBSCRIPTION s CONNECTION $$hush hush$$ PUBLICATION a');
SELECT op, object, sql FROM pg_flux.apply(:'base' || replace(replace(replace(:'one', 'nowhere', 'elsewhere'), 'PUBLICATION b, a', 'PUBLICATION c'), 'binary = true', 'binary = false, synchronous_commit = $$on$$'), allow_hazards => '{ALL}');
SELECT subname, subenabled, subconninfo, subpublications FROM pg_subscription ORDER BY subname;
SELECT op, object, hazards, sql FROM pg_flux.apply(:'base' || 'CREATE SUBSCRIPTION uri CONNECTION $$postgresql://me@elsewhere:1/d?sslmode=require$$ PUBLICATION a WITH (connect = false, slot_name = NONE)', allow_hazards => '{ALL}');
ALTER SUBSCRIPTION uri SET (slot_name = NONE);
DROP SUBSCRIPTION uri;
DROP SCHEMA pub CASCADE;
