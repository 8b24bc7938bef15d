-- Triggers and rules: replaced in place where PostgreSQL can; their states.
\pset format unaligned
\pset tuples_only on
SET client_min_messages = warning;
CREATE SCHEMA shop;
CREATE TABLE shop.item (id int, label text);
CREATE TABLE shop.log (at timestamptz, what text);
CREATE VIEW shop.v AS SELECT id, label FROM shop.item;
CREATE FUNCTION shop.note() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER a BEFORE INSERT OR UPDATE OF label ON shop.item FOR EACH ROW WHEN (new.label IS NOT NULL) EXECUTE FUNCTION shop.note('x');
CREATE TRIGGER b AFTER UPDATE ON shop.item REFERENCING OLD TABLE AS o NEW TABLE AS n FOR EACH STATEMENT EXECUTE FUNCTION shop.note();
ALTER TABLE shop.item DISABLE TRIGGER b;
CREATE CONSTRAINT TRIGGER c AFTER INSERT ON shop.item DEFERRABLE FOR EACH ROW EXECUTE FUNCTION shop.note();
CREATE TRIGGER d INSTEAD OF INSERT ON shop.v FOR EACH ROW EXECUTE FUNCTION shop.note();
CREATE RULE r AS ON DELETE TO shop.item DO ALSO INSERT INTO shop.log VALUES (now(), 'gone');
COMMENT ON TRIGGER a ON shop.item IS 'first';

\set base 'CREATE TABLE shop.item (id int, label text); CREATE TABLE shop.log (at timestamptz, what text); CREATE VIEW shop.v AS SELECT id, label FROM shop.item; CREATE FUNCTION shop.note() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NEW; END$$;'
\set new 'CREATE TRIGGER a AFTER INSERT ON shop.item FOR EACH ROW EXECUTE FUNCTION shop.note(1, $$y$$); CREATE TRIGGER b AFTER UPDATE ON shop.item REFERENCING NEW TABLE AS n FOR EACH STATEMENT EXECUTE FUNCTION shop.note(); ALTER TABLE shop.item ENABLE ALWAYS TRIGGER b; CREATE CONSTRAINT TRIGGER c AFTER INSERT ON shop.item DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION shop.note(); CREATE TRIGGER d INSTEAD OF INSERT OR DELETE ON shop.v FOR EACH ROW EXECUTE FUNCTION shop.note(); CREATE RULE r AS ON DELETE TO shop.item WHERE old.id > 1 DO ALSO INSERT INTO shop.log VALUES (now(), old.label); ALTER TABLE shop.item DISABLE RULE r; COMMENT ON RULE r ON shop.item IS $$rests$$;'
SELECT op, kind, object, lock, sql FROM pg_flux.diff(:'base' || :'new', schemas => '{shop}');
SELECT count(*) FROM pg_flux.apply(:'base' || :'new', schemas => '{shop}');
SELECT count(*) FROM pg_flux.diff(:'base' || :'new', schemas => '{shop}');
SELECT tgname, tgenabled FROM pg_trigger WHERE tgrelid IN ('shop.item'::regclass, 'shop.v'::regclass) ORDER BY 1;

\echo == a converted column below a trigger, and a view that is made again below one
SELECT op, kind, object FROM pg_flux.diff('CREATE TABLE shop.item (id bigint, label varchar(20)); CREATE TABLE shop.log (at timestamptz, what text); CREATE VIEW shop.v AS SELECT id, label FROM shop.item; CREATE FUNCTION shop.note() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NEW; END$$;' || :'new', schemas => '{shop}');

\echo == on a partitioned table the copies of partitions are not objects of their own
CREATE SCHEMA part;
CREATE TABLE part.p (a int) PARTITION BY LIST (a);
CREATE TABLE part.p1 PARTITION OF part.p FOR VALUES IN (1);
CREATE FUNCTION part.note() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
\set parted 'CREATE TABLE part.p (a int) PARTITION BY LIST (a); CREATE TABLE part.p1 PARTITION OF part.p FOR VALUES IN (1); CREATE FUNCTION part.note() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NEW; END$$; CREATE TRIGGER t AFTER INSERT ON part.p FOR EACH ROW EXECUTE FUNCTION part.note();'
SELECT sql FROM pg_flux.apply(:'parted', schemas => '{part}');
SELECT count(*) FROM pg_flux.diff(:'parted', schemas => '{part}');
SELECT sql FROM pg_flux.apply(replace(:'parted', 'INSERT', 'UPDATE'), schemas => '{part}');
SELECT tgrelid::regclass, pg_get_triggerdef(oid) FROM pg_trigger WHERE tgname = 't' ORDER BY 1;
DROP SCHEMA shop, part CASCADE;
