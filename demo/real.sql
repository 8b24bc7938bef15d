-- Shown by `make demo` after the tour: a schema that was not written for us, dumped, changed in ten places, brought up to date.
\set changes `echo; cat demo/real_changes.sql`
\pset footer off
\pset linestyle unicode
\pset null '·'
CREATE EXTENSION pg_flux;

\echo
\echo '━━ 8. A schema of somebody else''s: Kea, a DHCP server'
\echo
SELECT k.kind, count(*)
FROM pg_class AS c, LATERAL (SELECT CASE c.relkind WHEN 'r' THEN 'table' WHEN 'i' THEN 'index' WHEN 'S' THEN 'sequence' ELSE 'view' END) AS k (kind)
WHERE c.relnamespace = 'public'::regnamespace
GROUP BY k.kind
UNION ALL
SELECT 'function', count(*) FROM pg_proc WHERE pronamespace = 'public'::regnamespace
UNION ALL
SELECT 'trigger', count(*) FROM pg_trigger WHERE NOT tgisinternal
ORDER BY 2 DESC;

\timing on
SELECT sql AS dumped FROM pg_flux.dump('{public}') \gset
SELECT count(*) AS differences_of_the_dump FROM pg_flux.diff(:'dumped', schemas => '{public}');
\timing off

\echo '━━ 9. Ten changes'
\echo
\! sed 's/^/   /' demo/real_changes.sql
\echo
\set next :dumped :changes
SELECT step, op, kind, left(object, 50) AS object, left(regexp_replace(sql, '\s+', ' ', 'g'), 90) AS sql, lock
FROM pg_flux.diff(:'next', schemas => '{public}');

SELECT count(*) AS steps, date_trunc('milliseconds', sum(elapsed)) AS elapsed
FROM pg_flux.apply(:'next', schemas => '{public}', allow_hazards => '{DATA_LOSS}');
SELECT count(*) AS steps_left, count(*) = 0 AS nothing_to_do FROM pg_flux.diff(:'next', schemas => '{public}') \gset
\echo '   a second diff:' :steps_left 'steps'
\if :nothing_to_do
\else
DO $$ BEGIN RAISE 'a second diff must be empty'; END $$;
\endif
