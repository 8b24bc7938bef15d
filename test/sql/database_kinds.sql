-- Kinds that belong to the database: managed once the source declares one, and set aside in its shadow.
\pset format unaligned
\pset tuples_only on
SET client_min_messages = warning;
CREATE SCHEMA tools;
CREATE FUNCTION tools.watch() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN RAISE NOTICE ''% fires'', tg_event; END';
CREATE FUNCTION tools.other() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
\set base 'CREATE FUNCTION tools.watch() RETURNS event_trigger LANGUAGE plpgsql AS $$BEGIN RAISE NOTICE ''% fires'', tg_event; END$$; CREATE FUNCTION tools.other() RETURNS event_trigger LANGUAGE plpgsql AS ''BEGIN END'';'
\echo == event triggers: nothing of them is declared, so nothing is managed
CREATE EVENT TRIGGER "Loud one" ON ddl_command_end WHEN TAG IN ('CREATE VIEW', 'COMMENT') EXECUTE FUNCTION tools.watch();
CREATE EVENT TRIGGER gone ON sql_drop EXECUTE FUNCTION tools.other();
SELECT op, sql FROM pg_flux.diff(:'base', schemas => '{tools}');
\echo == the same, an attribute altered, one replaced, one dropped
\set one 'CREATE EVENT TRIGGER "Loud one" ON ddl_command_end WHEN TAG IN ($$COMMENT$$, $$CREATE VIEW$$) EXECUTE FUNCTION tools.watch(); CREATE EVENT TRIGGER gone ON sql_drop EXECUTE FUNCTION tools.other();'
SELECT op, sql FROM pg_flux.diff(:'base' || :'one', schemas => '{tools}');
SET client_min_messages = notice;
\set two 'CREATE EVENT TRIGGER "Loud one" ON ddl_command_end WHEN TAG IN ($$CREATE VIEW$$) EXECUTE FUNCTION tools.other(); COMMENT ON EVENT TRIGGER "Loud one" IS $$quiet$$; CREATE EVENT TRIGGER always ON ddl_command_start EXECUTE FUNCTION tools.watch(); ALTER EVENT TRIGGER always ENABLE ALWAYS; CREATE VIEW tools.v AS SELECT 1 AS a;'
SELECT op, kind, object, sql FROM pg_flux.apply(:'base' || :'two', schemas => '{tools}');
SELECT op, sql FROM pg_flux.diff(:'base' || :'two', schemas => '{tools}');
SELECT op, sql FROM pg_flux.diff(:'base' || :'two' || 'ALTER EVENT TRIGGER always DISABLE; DROP VIEW tools.v', schemas => '{tools}');
SELECT evtname, evtenabled FROM pg_event_trigger WHERE evtname NOT LIKE 'pg\_flux\_%' ORDER BY evtname;
\echo == renamed by directive
SELECT op, sql FROM pg_flux.apply(:'base' || replace(replace(:'two', 'CREATE EVENT TRIGGER always', E'\n-- pg_flux: renamed from always\nCREATE EVENT TRIGGER "Always"'), 'ALTER EVENT TRIGGER always', 'ALTER EVENT TRIGGER "Always"'), schemas => '{tools}');
\echo == what changes an object of a kind that is not declared is not run
SELECT op, sql FROM pg_flux.diff(:'base' || 'COMMENT ON EVENT TRIGGER nowhere IS $$x$$; COMMENT ON LANGUAGE plpgsql IS $$y$$; CREATE VIEW tools.v AS SELECT 1 AS a;', schemas => '{tools}');
DROP EVENT TRIGGER "Loud one", "Always";
SET client_min_messages = warning;
\echo == languages
CREATE FUNCTION tools.handler() RETURNS language_handler LANGUAGE c AS '$libdir/plpgsql', 'plpgsql_call_handler';
CREATE FUNCTION tools.inline(internal) RETURNS void LANGUAGE c STRICT AS '$libdir/plpgsql', 'plpgsql_inline_handler';
\set base 'CREATE FUNCTION tools.handler() RETURNS language_handler LANGUAGE c AS $$$libdir/plpgsql$$, $$plpgsql_call_handler$$; CREATE FUNCTION tools.inline(internal) RETURNS void LANGUAGE c STRICT AS $$$libdir/plpgsql$$, $$plpgsql_inline_handler$$;'
CREATE ROLE flux_speaker;
\set two 'COMMENT ON LANGUAGE "My SQL" IS $$mine$$; CREATE FUNCTION tools.f() RETURNS int LANGUAGE "My SQL" AS $$BEGIN RETURN 1; END$$;'
SELECT op, kind, object, sql FROM pg_flux.apply(:'base' || 'CREATE LANGUAGE "My SQL" HANDLER tools.handler;' || :'two', schemas => '{tools}', allow_hazards => '{ALL}');
SELECT tools.f();
\set trusted 'CREATE TRUSTED LANGUAGE "My SQL" HANDLER tools.handler INLINE tools.inline;'
SELECT op, sql FROM pg_flux.apply(:'base' || :'trusted' || :'two' || 'REVOKE ALL ON LANGUAGE "My SQL" FROM PUBLIC; GRANT USAGE ON LANGUAGE "My SQL" TO flux_speaker WITH GRANT OPTION', schemas => '{tools}');
SELECT op, sql FROM pg_flux.diff(:'base' || :'trusted' || :'two' || 'GRANT USAGE ON LANGUAGE "My SQL" TO flux_speaker', schemas => '{tools}');
SELECT sql FROM pg_flux.dump('{tools}') \gset
SELECT count(*) FROM pg_flux.diff(:'sql', schemas => '{tools}');
\echo == a handler that is altered leaves the language alone
SELECT op, object, sql FROM pg_flux.apply(replace(:'base', 'tools.handler() RETURNS language_handler LANGUAGE c', 'tools.handler() RETURNS language_handler STRICT LANGUAGE c') || :'trusted' || :'two', schemas => '{tools}');
DROP SCHEMA tools CASCADE;
DROP ROLE flux_speaker;
\echo == access methods: made anew
CREATE SCHEMA tools;
\set one 'CREATE ACCESS METHOD "My btree" TYPE INDEX HANDLER bthandler; COMMENT ON ACCESS METHOD "My btree" IS $$mine$$; CREATE TABLE tools.t (a int);'
SELECT op, kind, object, sql FROM pg_flux.apply(:'one', schemas => '{tools}');
SELECT count(*) FROM pg_flux.diff(:'one', schemas => '{tools}');
SELECT op, sql FROM pg_flux.apply(replace(:'one', 'bthandler', 'hashhandler'), schemas => '{tools}');
DROP ACCESS METHOD "My btree";
DROP SCHEMA tools CASCADE;
