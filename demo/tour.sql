-- Shown by `make demo`: the shop, from nothing to its next version.
\set shop `cat demo/shop.sql`
\set next `cat demo/shop_next.sql`
\set loss `sed -f demo/drop.sed demo/shop_next.sql`
\pset footer off
\pset linestyle unicode
\pset null '·'

CREATE EXTENSION pg_flux;

\echo
\echo '━━ 1. An empty database, and a file that says what should be there'
\echo
\echo '   shop=# \\set shop `cat demo/shop.sql`'
\echo '   shop=# SELECT kind, count(*) FROM pg_flux.apply(:''shop'') GROUP BY kind;'
\echo
SELECT kind, count(*) AS steps FROM pg_flux.apply(:'shop') GROUP BY kind ORDER BY count(*) DESC, kind;

\echo '━━ 2. People use it'
\echo
BEGIN;
INSERT INTO shop.person (email, name, phone_no) VALUES ('ada@example.org', 'Ada', '+44 1'), ('kurt@example.org', 'Kurt', NULL);
INSERT INTO shop.product (sku, name, kind, weight_grams) VALUES ('B1', 'Notes on the Engine', 'book', 300), ('T1', 'Anvil', 'tool', 50000);
INSERT INTO shop.price (sku, valid, amount) VALUES ('B1', '[2024-01-01,)', 20), ('T1', '[2024-01-01,)', 180);
INSERT INTO shop.stock VALUES ('B1', 100), ('T1', 3);
INSERT INTO shop.orders (placed_on, person_id, state) SELECT '2025-03-01', id, 'paid' FROM shop.person;
INSERT INTO shop.order_line SELECT o.id, placed_on, region, 1, 'B1', 2, 20 FROM shop.orders AS o;
COMMIT;
SELECT * FROM shop.open_orders ORDER BY id;

\echo '━━ 3. The next version of the file: what would change?'
\echo
\echo '   shop=# SELECT * FROM pg_flux.diff(:''next'');'
\echo
SELECT step, op, kind, left(object, 44) AS object, left(regexp_replace(sql, '\s+', ' ', 'g'), 74) AS sql, lock,
    array_to_string(hazards, ' ') AS hazards
FROM pg_flux.diff(:'next');

\echo '━━ 4. Do it. What PostgreSQL cannot do without risk to data is named, and must be allowed'
\echo
\echo '   shop=# SELECT count(*), sum(elapsed) FROM pg_flux.apply(:''next'', allow_hazards => ''{DATA_LOSS}'');'
\echo
SELECT count(*) AS steps, date_trunc('milliseconds', sum(elapsed)) AS elapsed FROM pg_flux.apply(:'next', allow_hazards => '{DATA_LOSS}');

\echo '━━ 5. The rows are where they were, and a second diff has nothing to say'
\echo
SELECT id, person, total FROM shop.open_orders ORDER BY id;
SELECT sku, on_hand FROM shop.inventory ORDER BY sku;
SELECT count(*) AS steps, count(*) = 0 AS nothing_to_do FROM pg_flux.diff(:'next') \gset
\echo '   shop=# SELECT count(*) FROM pg_flux.diff(:''next'');   →   ' :steps
\if :nothing_to_do
\else
DO $$ BEGIN RAISE 'a second diff must be empty'; END $$;
\endif

\echo
\echo '━━ 6. Somebody deletes a table and a column from the file'
\echo
\echo '   shop=# SELECT * FROM pg_flux.apply(:''loss'');'
\echo
\set ON_ERROR_STOP off
SELECT * FROM pg_flux.apply(:'loss');
\set refused :ERROR
\set state :LAST_ERROR_SQLSTATE
\set ON_ERROR_STOP on
\if :refused
\echo
\echo '   refused with SQLSTATE' :state '- and nothing has happened:'
\else
DO $$ BEGIN RAISE 'the loss of data must be refused'; END $$;
\endif
SELECT count(*) AS people, count(birthday) AS birthdays FROM shop.person;

\echo '━━ 7. The other way round: the database as a file (the first lines)'
\echo
\echo '   shop=# SELECT sql FROM pg_flux.dump(''{shop}'');'
\echo
\pset tuples_only on
\pset format unaligned
SELECT line FROM pg_flux.dump('{shop}') AS d, regexp_split_to_table(d.sql, '\n') WITH ORDINALITY AS l (line, n) ORDER BY n LIMIT 40;
\pset format aligned
\pset tuples_only off
\echo
SELECT sql AS dumped FROM pg_flux.dump('{shop}') \gset
SELECT count(*) AS steps FROM pg_flux.diff(:'dumped', schemas => '{shop}') \gset
\echo '   … and fed back, that file differs from the database in' :steps 'steps.'
