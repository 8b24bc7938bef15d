-- The boundary between C++ and the server, by the functions of test/modules/boundary.cpp.
\set module `echo "$FLUX_TEST_MODULE"`
\i test/modules/boundary.sql

-- What an error is made of survives the trip.
\set SHOW_CONTEXT never
DO $$
DECLARE
    how text;
    state text; message text; detail text; hint text;
BEGIN
    FOREACH how IN ARRAY '{server,own,bad_alloc,huge,palloc,std,other}'::text[] LOOP
        BEGIN
            PERFORM boundary.fail(how);
        EXCEPTION WHEN OTHERS THEN
            GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
            RAISE INFO '%: % | % | % | %', how, state, message, detail, hint;
        END;
    END LOOP;
END $$;
SELECT boundary.fail('server');
SELECT boundary.fail('nothing');

-- Destructors have run, once for each call, and no exception is in flight.
SELECT boundary.destroyed() AS before \gset
SELECT boundary.fail('own');
SELECT boundary.fail('server');
SELECT boundary.destroyed() - :before AS destroyed, boundary.clean();

-- Recursion without end is an error, in the server's code and in ours.
\set VERBOSITY sqlstate
SELECT boundary.fail('stack');
SELECT boundary.fail('cpp stack');

-- A loop in C++ can be cancelled, and its destructors run too.
SET statement_timeout = '100ms';
SELECT boundary.fail('loop');
RESET statement_timeout;
\set VERBOSITY default
SELECT boundary.destroyed() - :before AS destroyed, boundary.clean();

-- Subtransactions: what fails inside is undone, what succeeds stays, cancel goes through.
SELECT boundary.try('CREATE TABLE boundary.made (i int)'), boundary.try('CREATE TABLE boundary.made (i int)');
SELECT boundary.try('CREATE TABLE boundary.other (i int); SELECT 1 / 0');
SELECT relname FROM pg_class WHERE relnamespace = 'boundary'::regnamespace AND relkind = 'r';
SET statement_timeout = '100ms';
SELECT boundary.try('SELECT pg_sleep(60)');
RESET statement_timeout;

-- Rows, parameters and NULL.
SELECT * FROM boundary.query('SELECT $1, length($2) FROM generate_series(1, 2)', ARRAY['it''s', 'four']);
SELECT * FROM boundary.query('SELECT NULL, NULL');
SELECT * FROM boundary.query('SELECT nothing');

-- Catalog queries: their plans are kept, and outlive errors, other parameters and changes to schemas' rows; they see the
-- caller's own changes; no more of them are kept than a reader needs.
SELECT * FROM boundary.catalog_query('SELECT nspname, count(*) OVER ()::int FROM pg_namespace WHERE nspname = $1', '{boundary}');
CREATE SCHEMA "boundary ""2""";
SELECT * FROM boundary.catalog_query('SELECT nspname, count(*) OVER ()::int FROM pg_namespace WHERE nspname = $1', '{"boundary \"2\""}');
DROP SCHEMA "boundary ""2""";
SELECT * FROM boundary.catalog_query('SELECT nspname, count(*) OVER ()::int FROM pg_namespace WHERE nspname = $1', '{"boundary \"2\""}');
SELECT * FROM boundary.catalog_query('SELECT relname, 1 / relnatts FROM pg_class WHERE relname = $1 AND relnatts = 0', '{pg_class}');
SELECT * FROM boundary.catalog_query('SELECT relname, 1 / (relnatts - relnatts) FROM pg_class WHERE relname = $1', '{pg_class}');
SELECT * FROM boundary.catalog_query('SELECT relname, 1 / (relnatts - relnatts) FROM pg_class WHERE relname = $1', '{pg_class}');
SELECT * FROM boundary.catalog_query('SELECT relname, 1 / (relnatts - relnatts) FROM pg_class WHERE relname = $1', '{nothing}');
SELECT length(a), b FROM boundary.catalog_query('SELECT repeat(proname::text, 1000), NULL FROM pg_proc WHERE proname = $1', '{acldefault}');
SELECT count(*) FROM generate_series(1, 600) AS i, boundary.catalog_query('SELECT relname, ' || i || ' FROM pg_class WHERE relname = $1', '{pg_class}');
SELECT count(*) FROM pg_backend_memory_contexts WHERE name = 'pg_flux plan';

-- A thousand errors leak nothing: neither the server's memory nor C++'s, of which each call holds a megabyte.
DO $$ BEGIN FOR i IN 1 .. 50 LOOP BEGIN PERFORM boundary.fail('server'); EXCEPTION WHEN OTHERS THEN NULL; END; END LOOP; END $$;
SELECT boundary.resident() AS resident, boundary.memory() AS memory \gset
DO $$
BEGIN
    FOR i IN 1 .. 500 LOOP
        BEGIN PERFORM boundary.fail('server'); EXCEPTION WHEN OTHERS THEN NULL; END;
        BEGIN PERFORM boundary.fail('own'); EXCEPTION WHEN OTHERS THEN NULL; END;
    END LOOP;
END $$;
SELECT boundary.resident() - :resident < 4096 AS resident_stays, boundary.memory() - :memory < 1000000 AS memory_stays;

SELECT boundary.sha256('abc');
DROP SCHEMA boundary CASCADE;
