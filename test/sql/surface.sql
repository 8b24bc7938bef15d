-- The whole SQL surface: each function as a user sees it, and that each has a comment and a pinned search_path.
SELECT p.proname || '(' || pg_get_function_arguments(p.oid) || ')' AS function, pg_get_function_result(p.oid) AS result
FROM pg_proc AS p
WHERE p.pronamespace = 'pg_flux'::regnamespace
ORDER BY p.proname, pg_get_function_arguments(p.oid);

SELECT c.relkind AS kind, c.relname, string_agg(a.attname || ' ' || format_type(a.atttypid, a.atttypmod), ', ' ORDER BY a.attnum) AS columns
FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
WHERE c.relnamespace = 'pg_flux'::regnamespace AND c.relkind IN ('r', 'v', 'm', 'c')
GROUP BY c.relkind, c.relname
ORDER BY c.relkind, c.relname;

SELECT amname, amtype, amhandler FROM pg_am WHERE amname LIKE 'pg\_flux%' ORDER BY amname;

-- Nothing undocumented, nothing with the rights of its owner, nothing that a search_path can mislead.
SELECT p.oid::regprocedure AS without_comment
FROM pg_proc AS p
WHERE p.pronamespace = 'pg_flux'::regnamespace AND obj_description(p.oid, 'pg_proc') IS NULL
ORDER BY 1;
SELECT p.oid::regprocedure AS definer FROM pg_proc AS p WHERE p.pronamespace = 'pg_flux'::regnamespace AND p.prosecdef ORDER BY 1;
SELECT p.oid::regprocedure AS loose_search_path
FROM pg_proc AS p
WHERE p.pronamespace = 'pg_flux'::regnamespace AND p.prorettype NOT IN ('table_am_handler'::regtype, 'event_trigger'::regtype)
    AND NOT coalesce(p.proconfig::text LIKE '%search_path%', false)
ORDER BY 1;

-- The library that is loaded is that of the extension.
SELECT extversion = pg_flux.version() AS same_version, extnamespace::regnamespace FROM pg_extension WHERE extname = 'pg_flux';
