-- Sets the psql variable page to what docs/hazards.md holds, from the catalogue in the server.
SELECT E'# Hazards\n\n'
    || E'Made from `pg_flux.hazards()` by `make docs/hazards.md`: edit `src/core/hazard/catalogue.cpp`.\n\n'
    || E'A step of a plan carries the hazards that were found for it: `diff` names them, `plan` tells what is known of each (`findings`:\n'
    || E'severity, sizes, counts, sample keys). An **apply refuses a step with a danger** until `allow_hazards` or the setting\n'
    || E'`pg_flux.allow_hazards` names it, or `ALL`; warnings and notices are told and stop nothing.\n\n'
    || E'Most hazards are judged by what is there: a table without rows loses nothing, locks nobody out and is rewritten in no time,\n'
    || E'so nothing is said of it.\n\n'
    || E'| setting | default | decides |\n|---|---|---|\n'
    || (SELECT string_agg(format(E'| `%s` | %s | %s |\n', name, CASE boot_val WHEN '' THEN '' ELSE '`' || CASE unit WHEN 'kB' THEN pg_size_pretty(boot_val::bigint * 1024)
                                 ELSE boot_val || coalesce(' ' || unit, '') END || '`' END, short_desc), '' ORDER BY name COLLATE "C")
        FROM pg_settings WHERE name IN ('pg_flux.allow_hazards', 'pg_flux.large_table', 'pg_flux.mass_drop_threshold', 'pg_flux.probe_timeout'))
    || E'\n'
    || string_agg(format(E'## %s (%s)\n\n%s\n', hazard, severity, found)
                  || coalesce(E'\n* Cost: ' || cost || '.', '') || coalesce(E'\n* What fails: ' || fails, '')
                  || coalesce(E'\n* Instead: ' || instead, '')
                  || CASE versions WHEN 'all' THEN '' ELSE format(E'\n* PostgreSQL: %s', versions) END, E'\n\n' ORDER BY ordinality) AS page
FROM pg_flux.hazards() WITH ORDINALITY
\gset
