-- What objects are called: for every kind, what pg_flux prints is what pg_identify_object prints.
\set module `echo "$FLUX_TEST_MODULE"`
\pset format unaligned
\pset tuples_only on
SET client_min_messages = warning;
\i test/modules/catalog.sql
CREATE SCHEMA "Odd name";
CREATE SCHEMA plain;
SET search_path = plain;
CREATE TYPE "Odd name"."E e" AS ENUM ('a');
CREATE TYPE plain.composite AS (a int, "B b" text);
CREATE DOMAIN plain.positive AS numeric(8, 2) CONSTRAINT "is > 0" CHECK (VALUE > 0);
CREATE TYPE "Odd name"."R.r" AS RANGE (subtype = float8);
CREATE TABLE "Odd name"."select" (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, "C c" text CONSTRAINT "k k" CHECK ("C c" <> ''), up int REFERENCES "Odd name"."select" (id));
CREATE INDEX "i, i" ON "Odd name"."select" (up);
CREATE SEQUENCE plain.s;
CREATE VIEW plain.v AS SELECT * FROM "Odd name"."select";
CREATE MATERIALIZED VIEW plain.mv AS SELECT 1 AS one;
CREATE FUNCTION plain.touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE FUNCTION plain.f(a int, b text, OUT o bigint, VARIADIC c "Odd name"."E e"[]) LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION plain.f("char", char, varchar(3), bpchar[], bit varying, bit, timestamptz, time, timetz, timestamp, interval, float8, float4) RETURNS bool LANGUAGE sql AS 'SELECT true';
CREATE FUNCTION plain.f(inet, regclass[], plain.composite, plain.positive, "Odd name"."R.r", "Odd name"."select", bool, bigint, smallint, numeric) RETURNS bool LANGUAGE sql AS 'SELECT true';
-- From 16 on the server prints json without its schema.
CREATE FUNCTION plain.of_json(json) RETURNS bool LANGUAGE sql AS 'SELECT true';
CREATE PROCEDURE "Odd name"."p,p"(INOUT a anyelement, IN b record) LANGUAGE plpgsql AS 'BEGIN END';
CREATE AGGREGATE plain.total(int) (sfunc = int4pl, stype = int, initcond = 0);
CREATE AGGREGATE plain.counted(*) (sfunc = int8inc, stype = int8, initcond = 0);
CREATE AGGREGATE plain.ranked(VARIADIC "any" ORDER BY VARIADIC "any") (sfunc = ordered_set_transition_multi, stype = internal, finalfunc = rank_final, finalfunc_extra, hypothetical);
CREATE AGGREGATE plain.share(float8 ORDER BY anyelement) (sfunc = ordered_set_transition, stype = internal, finalfunc = percentile_disc_final, finalfunc_extra);
CREATE TRIGGER "Touch it" BEFORE UPDATE ON "Odd name"."select" FOR EACH ROW EXECUTE FUNCTION plain.touch();
CREATE RULE "R r" AS ON DELETE TO plain.v DO INSTEAD NOTHING;
CREATE POLICY "p p" ON "Odd name"."select" USING (true);
ALTER DEFAULT PRIVILEGES FOR ROLE CURRENT_USER IN SCHEMA "Odd name" GRANT SELECT ON TABLES TO PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE CURRENT_USER GRANT USAGE ON SEQUENCES TO PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE CURRENT_USER IN SCHEMA plain REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE CURRENT_USER IN SCHEMA plain GRANT USAGE ON TYPES TO PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE CURRENT_USER GRANT CREATE ON SCHEMAS TO PUBLIC;
\echo == what differs from the server
SELECT ours.kind, ours.object, theirs.type, theirs.identity
FROM catalog.identities('{plain,"Odd name"}') AS ours
CROSS JOIN LATERAL pg_identify_object(ours.classid, ours.objid, ours.objsubid) AS theirs
WHERE ours.object IS DISTINCT FROM theirs.identity;
\echo == what was compared
SELECT kind, string_agg(object, '; ' ORDER BY object COLLATE "C") FROM catalog.identities('{plain,"Odd name"}')
WHERE object !~ '^pg_flux$|of_json' GROUP BY kind ORDER BY kind COLLATE "C";
\o /dev/null
DROP SCHEMA plain, "Odd name", catalog CASCADE;
ALTER DEFAULT PRIVILEGES FOR ROLE CURRENT_USER REVOKE USAGE ON SEQUENCES FROM PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE CURRENT_USER REVOKE CREATE ON SCHEMAS FROM PUBLIC;
