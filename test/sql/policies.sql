-- Policies: altered where ALTER POLICY can say it, else dropped and made again.
\pset format unaligned
\pset tuples_only on
SET client_min_messages = warning;
CREATE ROLE flux_clerk;
CREATE ROLE "Flux Boss";
CREATE SCHEMA shop;
CREATE TABLE shop.item (id int, owner_name text, price int);
ALTER TABLE shop.item ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON shop.item USING (owner_name = current_user);
CREATE POLICY cheap ON shop.item FOR INSERT WITH CHECK (price < 10);
CREATE POLICY strict ON shop.item AS RESTRICTIVE FOR SELECT TO flux_clerk USING (price > 0);
COMMENT ON POLICY own ON shop.item IS 'kept';
\set base 'CREATE TABLE shop.item (id int, owner_name text, price int); ALTER TABLE shop.item ENABLE ROW LEVEL SECURITY;'
\set new 'CREATE POLICY own ON shop.item TO flux_clerk, "Flux Boss" USING (owner_name = current_user) WITH CHECK (price < 5); COMMENT ON POLICY own ON shop.item IS $$kept$$; CREATE POLICY cheap ON shop.item FOR UPDATE WITH CHECK (price < 10); CREATE POLICY strict ON shop.item FOR SELECT TO flux_clerk USING (price > 0);'
SELECT op, kind, object, lock, sql FROM pg_flux.diff(:'base' || :'new', schemas => '{shop}');
SELECT count(*) FROM pg_flux.apply(:'base' || :'new', schemas => '{shop}');
SELECT count(*) FROM pg_flux.diff(:'base' || :'new', schemas => '{shop}');
\echo == an expression that is taken away
SELECT op, sql FROM pg_flux.apply(:'base' || replace(:'new', ' WITH CHECK (price < 5)', ''), schemas => '{shop}');
SELECT obj_description(oid, 'pg_policy') FROM pg_policy WHERE polname = 'own';
\echo == a policy over a column that is converted
SELECT op, kind, object, sql FROM pg_flux.diff('CREATE TABLE shop.item (id int, owner_name text, price bigint); ALTER TABLE shop.item ENABLE ROW LEVEL SECURITY; CREATE POLICY cheap ON shop.item FOR UPDATE WITH CHECK (price < 10);', schemas => '{shop}');
DROP SCHEMA shop CASCADE;
DROP ROLE flux_clerk, "Flux Boss";
