-- Which columns of a view can be NULL: each view with the answer worked out by hand, `!` for a column that never gives NULL and
-- `?` for one that may. Then all of them are run over made-up data: a column called `!` must not give a NULL.
\pset format unaligned
\pset tuples_only on
SET client_min_messages = warning;
CREATE SCHEMA shop;
CREATE SCHEMA far;
SET search_path = shop, public;

CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
CREATE TYPE pair AS (a int, b text);
CREATE DOMAIN code AS text NOT NULL;
CREATE DOMAIN short AS text CHECK (length(VALUE) < 10);
CREATE TABLE customer (id int PRIMARY KEY, name text NOT NULL, email text, region int, vip boolean NOT NULL,
                       note text, CONSTRAINT noted CHECK (note IS NOT NULL AND id > 0),
                       phone text, fax text, CONSTRAINT reachable CHECK (phone IS NOT NULL OR fax IS NOT NULL));
CREATE TABLE orders (id bigint PRIMARY KEY, customer int NOT NULL, total numeric NOT NULL, discount numeric, placed timestamp NOT NULL,
                     shipped timestamp, mood mood NOT NULL, tags text[], code code);
CREATE TABLE item (order_id bigint, line int, qty int, price numeric NOT NULL, PRIMARY KEY (order_id, line));
CREATE TABLE region (id int NOT NULL, title text NOT NULL, parent int);
CREATE TABLE waiting (a int, b int);
ALTER TABLE waiting ADD CONSTRAINT later CHECK (a IS NOT NULL) NOT VALID;
CREATE TABLE part (k int NOT NULL, v text NOT NULL, w text) PARTITION BY LIST (k);
CREATE TABLE part_1 PARTITION OF part FOR VALUES IN (0, 1);
CREATE TABLE part_2 PARTITION OF part DEFAULT;
CREATE TABLE far.cousin (a int NOT NULL, b int NOT NULL);
-- A child that may hold what its parent may not: up to 17 by taking its NOT NULL away, from 18 on because it never inherited it.
DO $$ BEGIN
    IF current_setting('server_version_num')::int >= 180000 THEN
        EXECUTE 'CREATE TABLE base (a int NOT NULL, b int NOT NULL NO INHERIT)';
        EXECUTE 'CREATE TABLE child (c int) INHERITS (base)';
    ELSE
        EXECUTE 'CREATE TABLE base (a int NOT NULL, b int NOT NULL)';
        EXECUTE 'CREATE TABLE child (c int) INHERITS (base)';
        EXECUTE 'ALTER TABLE child ALTER b DROP NOT NULL';
    END IF;
END $$;
CREATE FOREIGN DATA WRAPPER nowhere;
CREATE SERVER nowhere FOREIGN DATA WRAPPER nowhere;
CREATE FOREIGN TABLE abroad (a int NOT NULL) SERVER nowhere;
CREATE FUNCTION always_null(anyelement) RETURNS anyelement LANGUAGE sql STRICT IMMUTABLE AS 'SELECT nullif($1, $1)';
CREATE FUNCTION two_rows(OUT a int, OUT b text) RETURNS SETOF record LANGUAGE sql AS 'VALUES (1, NULL), (NULL, ''x'')';

CREATE TABLE answer (n serial, view name PRIMARY KEY, answer text);
CREATE PROCEDURE v(name text, answer text, query text, kind text = 'VIEW') LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE %s %I (%s) AS %s', kind, name,
                   (SELECT string_agg('c' || i, ', ') FROM generate_series(1, length(answer)) AS i), query);
    INSERT INTO answer (view, answer) VALUES (name, answer);
END $$;

-- Tables and expressions.
CALL v('plain', '!!??!!', 'SELECT id, name, email, region, vip, note FROM customer');
CALL v('either_check', '??', 'SELECT phone, fax FROM customer');
CALL v('not_valid_check', '??', 'SELECT a, b FROM waiting');
CALL v('starred', '!!!!?!?!??', 'SELECT true, o.* FROM orders o');
CALL v('key', '!!?!', 'SELECT * FROM item');
CALL v('constants', '!!?!', 'SELECT 1, ''x''::text, NULL::int, ARRAY[NULL::int]');
CALL v('arithmetic', '!?!?!', 'SELECT total * 2 + 1, total - discount, id % 7, -qty, price / 3 FROM orders JOIN item ON order_id = id');
CALL v('texts', '!!!!?!?', 'SELECT name || ''!'', upper(name), length(name), substring(name, 1, 2), substring(name, ''(z)''), concat(email, NULL), email || name FROM customer');
CALL v('dates', '!!??!', 'SELECT date_trunc(''day'', placed), extract(year FROM placed), extract(day FROM placed), shipped - placed, placed::date FROM orders');
CALL v('casts', '!!?!?!', 'SELECT total::text, total::int, placed::time, o.id::text::bigint, discount::text, name::short FROM orders o JOIN customer c ON c.id = customer');
CALL v('domain_casts', '!?', 'SELECT email::code, email::short FROM customer WHERE false');
CALL v('domain_column', '?', 'SELECT code FROM orders');
CALL v('logic', '!?!?!!', 'SELECT vip AND id > 3, vip OR region > 3, NOT vip, region = 1, region IS NULL, (region = 1) IS TRUE FROM customer');
CALL v('distinct_from', '!', 'SELECT email IS DISTINCT FROM name FROM customer');
CALL v('membership', '!??!?', 'SELECT id IN (1, 2), region IN (1, 2), id IN (1, NULL), mood IN (''ok'', ''sad''), id = ANY (tags::int[]) FROM (SELECT customer.id, region, mood, NULL::text[] AS tags FROM customer, orders) s');
CALL v('coalesced', '!?!', 'SELECT coalesce(email, name), coalesce(email, region::text), coalesce(region, 0) FROM customer');
CALL v('extremes', '!?!', 'SELECT greatest(id, region), least(region, NULL), least(region, 1) FROM customer');
CALL v('cases', '!??!', $$SELECT CASE WHEN vip THEN 'v' ELSE name END, CASE WHEN vip THEN 'v' END, CASE WHEN vip THEN email ELSE name END,
    CASE region WHEN 1 THEN 'one' WHEN 2 THEN 'two' ELSE 'many' END FROM customer$$);
CALL v('cases_known', '!!?!', $$SELECT CASE WHEN email IS NOT NULL THEN email ELSE '' END, CASE WHEN region IS NULL THEN 0 ELSE region END,
    CASE WHEN region IS NULL THEN region ELSE 1 END, CASE WHEN region > 3 THEN region WHEN region IS NULL THEN 0 ELSE region END FROM customer$$);
CALL v('case_of_another', '?', $$SELECT CASE WHEN email IS NOT NULL THEN region ELSE 1 END FROM customer$$);
CALL v('nullif', '?', 'SELECT nullif(name, ''x1'') FROM customer');
CALL v('own_function', '??', 'SELECT always_null(id), always_null(name) FROM customer');
CALL v('now_and_here', '!!!!?', 'SELECT now(), current_date, current_user, current_timestamp, current_schema');
CALL v('json', '!!??!', $$SELECT to_jsonb(name), jsonb_build_object('a', email), to_jsonb(name) -> 'a', to_jsonb(email), jsonb_typeof(to_jsonb(id)) FROM customer$$);
CALL v('arrays', '!?!??', 'SELECT ARRAY[email], tags, tags IS NULL, tags[1], cardinality(tags) FROM orders, customer');
CALL v('array_functions', '?!!', $$SELECT array_length(string_to_array(name, ','), 1), cardinality(string_to_array(name, ',')), array_to_string(ARRAY[email], ',') FROM customer$$);
CALL v('ranges', '!?!?', 'SELECT int4range(id, id), lower(int4range(id, id)), isempty(int4range(id, id)), upper(int4range(id, NULL)) FROM customer');
CALL v('row_values', '?!?', 'SELECT c, ROW(id, email)::pair, ROW(region, email)::pair FROM customer c');
CALL v('system_columns', '!', 'SELECT tableoid FROM customer');

-- Conditions.
CALL v('where_is_not_null', '!!', 'SELECT email, id FROM customer WHERE email IS NOT NULL');
CALL v('where_compared', '!?', 'SELECT region, email FROM customer WHERE region > 2 AND name LIKE ''x%''');
CALL v('where_either', '?!', 'SELECT region, email FROM customer WHERE (region > 2 AND email > '''') OR email = ''x@1''');
CALL v('where_not', '!?', 'SELECT region, email FROM customer WHERE NOT region = 3');
CALL v('where_not_null_2', '!', 'SELECT email FROM customer WHERE NOT (email IS NULL)');
CALL v('where_coalesced', '?', 'SELECT region FROM customer WHERE coalesce(region, 3) = 3');
CALL v('where_in', '!', 'SELECT region FROM customer WHERE region IN (1, 2, 3)');
CALL v('where_not_in', '!', 'SELECT region FROM customer WHERE region NOT IN (1, 2)');
CALL v('where_not_any_empty', '?', 'SELECT region FROM customer WHERE region <> ALL (''{}''::int[])');
CALL v('where_in_select', '!', 'SELECT region FROM customer WHERE region IN (SELECT id FROM region)');
CALL v('where_not_in_select', '?', 'SELECT region FROM customer WHERE region NOT IN (SELECT id FROM region WHERE false)');
CALL v('where_true', '!', 'SELECT shipped > placed FROM orders WHERE shipped IS NOT NULL');
CALL v('where_is_true', '!?', 'SELECT region, email FROM customer WHERE (region = 2) IS NOT UNKNOWN AND (email = ''x'') IS NOT TRUE');
CALL v('where_is_null', '?', 'SELECT email FROM customer WHERE email IS NULL');
CALL v('where_within_cast', '!', 'SELECT email FROM customer WHERE lower(email)::varchar(3) = ''x@1''');

-- Joins.
CALL v('inner_join', '!!?', 'SELECT o.id, c.name, c.email FROM orders o JOIN customer c ON c.id = o.customer');
CALL v('inner_join_rejects', '!!', 'SELECT c.region, r.title FROM customer c JOIN region r ON r.id = c.region');
CALL v('left_join', '!??', 'SELECT c.id, o.id AS o, o.total FROM customer c LEFT JOIN orders o ON o.customer = c.id');
CALL v('right_join', '?!', 'SELECT c.id, o.id AS o FROM customer c RIGHT JOIN orders o ON o.customer = c.id');
CALL v('full_join', '??', 'SELECT c.id, o.id AS o FROM customer c FULL JOIN orders o ON o.customer = c.id');
CALL v('left_join_made_inner', '!!!?', 'SELECT c.id, o.id AS o, o.total, o.discount FROM customer c LEFT JOIN orders o ON o.customer = c.id WHERE o.total > 0');
CALL v('left_join_coalesced', '!!', 'SELECT c.id, coalesce(o.total, 0) FROM customer c LEFT JOIN orders o ON o.customer = c.id');
CALL v('left_of_left', '!??', 'SELECT c.id, o.id AS o, i.line FROM customer c LEFT JOIN orders o ON o.customer = c.id LEFT JOIN item i ON i.order_id = o.id');
CALL v('left_then_inner', '!!!', 'SELECT c.id, o.id AS o, i.line FROM customer c LEFT JOIN orders o ON o.customer = c.id JOIN item i ON i.order_id = o.id');
CALL v('inner_within_left', '!???', 'SELECT c.id, o.id AS o, i.line, i.qty FROM customer c LEFT JOIN (orders o JOIN item i ON i.order_id = o.id) ON o.customer = c.id');
CALL v('inner_within_left_rejected', '!!!', 'SELECT c.id, o.id AS o, i.line FROM customer c LEFT JOIN (orders o JOIN item i ON i.order_id = o.id) ON o.customer = c.id WHERE i.price > 1');
CALL v('full_join_left_kept', '!?', 'SELECT c.id, o.id AS o FROM customer c FULL JOIN orders o ON o.customer = c.id WHERE c.name > ''''');
CALL v('full_join_both_kept', '!!', 'SELECT c.id, o.id AS o FROM customer c FULL JOIN orders o ON o.customer = c.id WHERE c.name > '''' AND o.total > 0');
CALL v('left_join_using', '!!?', 'SELECT id, a.name, b.title FROM customer a LEFT JOIN region b USING (id)');
CALL v('right_join_using', '!?!', 'SELECT id, a.name, b.title FROM customer a RIGHT JOIN region b USING (id)');
CALL v('full_join_using', '!??', 'SELECT id, a.name, b.title FROM customer a FULL JOIN region b USING (id)');
CALL v('full_join_using_nullable', '??', 'SELECT region, x.title FROM customer a FULL JOIN (SELECT id AS region, title FROM region) x USING (region)');
CALL v('full_join_using_below_left', '!?', 'SELECT o.id AS o, j.id FROM orders o LEFT JOIN (customer a FULL JOIN region b USING (id)) j ON j.id = o.customer');
CALL v('full_join_using_rejected', '!?', 'SELECT region, x.title FROM customer a FULL JOIN (SELECT id AS region, title FROM region) x USING (region) WHERE region > 0');
CALL v('full_join_of_two_types', '!', 'SELECT id FROM customer a FULL JOIN orders b USING (id)');
CALL v('natural_join', '!!?', 'SELECT id, name, parent FROM customer NATURAL JOIN region');
CALL v('join_alias', '!?', 'SELECT j.a, j.b FROM (customer c LEFT JOIN orders o ON o.customer = c.id) AS j (a, x1, x2, x3, x4, x5, x6, x7, b)');
CALL v('cross_join', '!!', 'SELECT c.id, r.title FROM customer c, region r');
CALL v('on_clause_is_no_where', '?!', 'SELECT c.region, c.id FROM customer c LEFT JOIN region r ON r.id = c.region');
CALL v('on_clause_of_matched', '!!', 'SELECT c.region, r.title FROM customer c LEFT JOIN region r ON r.id = c.region WHERE r.title > ''''');
CALL v('self_left_join', '!!?', 'SELECT a.id, a.title, b.title AS above FROM region a LEFT JOIN region b ON b.id = a.parent');

-- Sub-queries.
CALL v('subquery', '!?', 'SELECT x, y FROM (SELECT id AS x, email AS y FROM customer OFFSET 0) s');
CALL v('subquery_below_left', '!?', 'SELECT r.id, s.x FROM region r LEFT JOIN (SELECT id AS x FROM customer) s ON s.x = r.id');
CALL v('subquery_rejected', '!', 'SELECT y FROM (SELECT email AS y FROM customer) s WHERE y <> ''''');
CALL v('scalar_select', '!??', 'SELECT id, (SELECT title FROM region r WHERE r.id = c.region LIMIT 1), (SELECT name FROM customer WHERE false) FROM customer c');
CALL v('scalar_count', '!?!', 'SELECT (SELECT count(*) FROM orders o WHERE o.customer = c.id), (SELECT sum(total) FROM orders o WHERE o.customer = c.id), (SELECT coalesce(sum(total), 0) FROM orders o WHERE o.customer = c.id) FROM customer c');
CALL v('scalar_count_limited', '?', 'SELECT (SELECT count(*) FROM orders o LIMIT 0) FROM customer c');
CALL v('scalar_count_having', '?', 'SELECT (SELECT count(*) FROM orders o HAVING count(*) > 3) FROM customer c');
CALL v('scalar_count_grouped', '?', 'SELECT (SELECT count(*) FROM orders o WHERE o.customer = c.id GROUP BY o.customer) FROM customer c');
CALL v('scalar_without_from', '!?', 'SELECT (SELECT c.id), (SELECT c.email) FROM customer c');
CALL v('scalar_of_no_rows', '?', 'SELECT (SELECT coalesce(max(o.customer), c.region) FROM orders o WHERE o.customer = c.region AND o.id < 0) FROM customer c');
CALL v('exists', '!!', 'SELECT EXISTS (SELECT FROM orders), ARRAY(SELECT email FROM customer) FROM customer');
CALL v('in_select', '!??', 'SELECT id IN (SELECT customer FROM orders), region IN (SELECT id FROM region), id IN (SELECT region FROM customer) FROM customer');
CALL v('all_select', '!?', 'SELECT id > ALL (SELECT customer FROM orders), id > ALL (SELECT region FROM customer) FROM customer');
CALL v('lateral', '!!?', 'SELECT c.id, s.x, s.y FROM customer c CROSS JOIN LATERAL (SELECT c.id + 1 AS x, c.region + 1 AS y) s');
CALL v('lateral_left', '!?', 'SELECT c.id, s.total FROM customer c LEFT JOIN LATERAL (SELECT total FROM orders o WHERE o.customer = c.id LIMIT 1) s ON true');
CALL v('lateral_aggregate', '!!?', 'SELECT c.id, s.n, s.t FROM customer c CROSS JOIN LATERAL (SELECT count(*) AS n, max(total) AS t FROM orders o WHERE o.customer = c.id) s');
CALL v('lateral_rejects', '!', 'SELECT s.x FROM customer c CROSS JOIN LATERAL (SELECT c.region AS x WHERE c.region > 0) s');
CALL v('values_list', '!??', 'SELECT a, b, c FROM (VALUES (1, ''x'', NULL), (2, NULL, NULL::int)) AS t (a, b, c)');
CALL v('values_of_outer', '!?', 'SELECT t.a, t.b FROM customer c, LATERAL (VALUES (c.id, c.region), (0, 1)) AS t (a, b)');
CALL v('cte', '!?', 'WITH w AS (SELECT id, email FROM customer) SELECT id, email FROM w');
CALL v('cte_twice', '!?', 'WITH w AS (SELECT id FROM customer) SELECT a.id, b.id AS b FROM w a LEFT JOIN w b ON b.id = a.id + 1');
CALL v('cte_from_inside', '!', 'WITH w AS (SELECT id FROM customer) SELECT x FROM (SELECT (SELECT count(*) FROM w WHERE w.id = o.customer) AS x FROM orders o) s');
CALL v('recursive', '!!?', 'WITH RECURSIVE t AS (SELECT id, 0 AS depth, parent FROM region WHERE parent IS NULL UNION ALL SELECT r.id, t.depth + 1, r.parent FROM t JOIN region r ON r.parent = t.id AND t.depth < 4) SELECT * FROM t');
CALL v('recursive_nulls_later', '!??', 'WITH RECURSIVE t (n, a, b) AS (SELECT 1, 1, 1 UNION ALL SELECT n + 1, b, NULL FROM t WHERE n < 5) SELECT * FROM t');
CALL v('recursive_cycle', '!?', 'WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT n % 3 + 1 FROM t) CYCLE n SET again USING path SELECT n, again FROM t');

-- Grouping.
CALL v('grouped', '!!!!?', 'SELECT customer, count(*), sum(total), max(placed), sum(discount) FROM orders GROUP BY customer');
CALL v('grouped_by_nullable', '?!', 'SELECT region, count(region) FROM customer GROUP BY region');
CALL v('not_grouped', '!??', 'SELECT count(*), sum(total), max(id) FROM orders');
CALL v('aggregate_coalesced', '!', 'SELECT coalesce(sum(total), 0) FROM orders WHERE false');
CALL v('filtered', '!!?', 'SELECT customer, count(*) FILTER (WHERE total > 50), sum(total) FILTER (WHERE total > 50) FROM orders GROUP BY customer');
CALL v('array_aggregates', '!!!!?', 'SELECT customer, array_agg(discount), string_agg(mood::text, NULL), jsonb_agg(discount), string_agg(code, '','') FROM orders GROUP BY customer');
CALL v('deviations', '!??', 'SELECT customer, stddev(total), percentile_disc(0.5) WITHIN GROUP (ORDER BY discount) FROM orders GROUP BY customer');
CALL v('having', '!!', 'SELECT region, count(*) FROM customer GROUP BY region HAVING region IS NOT NULL');
CALL v('having_aggregate', '?!', 'SELECT region, count(*) FROM customer GROUP BY region HAVING max(region) > 0 OR count(*) > 0');
CALL v('grouped_expression', '!?', 'SELECT upper(name), lower(email) FROM customer GROUP BY upper(name), lower(email)');
CALL v('grouped_by_key', '!!?', 'SELECT c.id, c.name, c.email FROM customer c JOIN orders o ON o.customer = c.id GROUP BY c.id');
CALL v('rolled_up', '??!?', 'SELECT customer, mood, count(*), sum(total) FROM orders GROUP BY ROLLUP (customer, mood)');
CALL v('grouping_sets', '??!!', 'SELECT customer, customer + 1, coalesce(customer, 0), grouping(customer) FROM orders GROUP BY GROUPING SETS ((customer), ())');
CALL v('cubed_expression', '?!', 'SELECT upper(name), count(*) FROM customer GROUP BY CUBE (upper(name))');
CALL v('rolled_up_where', '?', 'SELECT region FROM customer WHERE region > 0 GROUP BY ROLLUP (region)');
CALL v('rolled_up_constant', '?', 'SELECT 1 AS one FROM customer GROUP BY ROLLUP (1)');
CALL v('rolled_up_inside', '?', 'SELECT (SELECT o.customer) FROM orders o GROUP BY ROLLUP (o.customer)');
CALL v('distinct_rows', '!?', 'SELECT DISTINCT ON (region) id, region FROM customer ORDER BY region, id');
CALL v('windows', '!!!??', 'SELECT row_number() OVER w, count(region) OVER w, sum(id) OVER w, lag(id) OVER w, sum(region) OVER w FROM customer WINDOW w AS (ORDER BY id)');
CALL v('window_frames', '?!?!', 'SELECT sum(id) OVER (ORDER BY id ROWS BETWEEN 2 PRECEDING AND 1 PRECEDING), sum(id) OVER (ORDER BY id ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING), sum(id) OVER (ORDER BY id ROWS UNBOUNDED PRECEDING EXCLUDE CURRENT ROW), ntile(3) OVER (ORDER BY id) FROM customer');
CALL v('window_of_group', '!', 'SELECT sum(count(*)) OVER () FROM orders');

-- Set operations.
CALL v('union_all', '!?', 'SELECT id, name FROM customer UNION ALL SELECT id, NULL FROM region');
CALL v('union_of_three', '!!?', 'SELECT id, name, name FROM customer UNION SELECT id, title, title FROM region UNION SELECT a, ''x'', NULL FROM far.cousin');
CALL v('intersected', '!!', 'SELECT id, region FROM customer INTERSECT SELECT region, id FROM customer');
CALL v('intersected_nullable', '?', 'SELECT region FROM customer INTERSECT SELECT parent FROM region');
CALL v('excepted', '!?', 'SELECT id, region FROM customer EXCEPT SELECT region, id FROM customer');
CALL v('union_of_types', '!', 'SELECT id FROM customer UNION ALL SELECT id FROM orders UNION ALL SELECT total FROM orders');
CALL v('mixed_set_operations', '!?', '(SELECT id::numeric, region FROM customer INTERSECT SELECT id::numeric, region FROM customer) UNION ALL (SELECT id, 1 FROM region EXCEPT SELECT parent, 2 FROM region)');
CALL v('union_in_from', '!?', 'SELECT x, y FROM (SELECT id AS x, region AS y FROM customer UNION SELECT id, parent FROM region) u');

-- Functions in FROM.
CALL v('series', '!!', 'SELECT n, n * 2 FROM generate_series(1, 3) AS n');
CALL v('series_left', '!?', 'SELECT c.id, n FROM customer c LEFT JOIN generate_series(1, 2) AS n ON n = c.id');
CALL v('unnested', '?!', 'SELECT t, n FROM orders, unnest(tags) WITH ORDINALITY AS u (t, n)');
CALL v('side_by_side', '??!', 'SELECT a, b, o FROM ROWS FROM (generate_series(1, 2), generate_series(1, 3)) WITH ORDINALITY AS t (a, b, o)');
CALL v('own_rows', '??', 'SELECT a, b FROM two_rows()');
CALL v('one_value', '!?', 'SELECT d, e FROM customer, upper(name) AS d, upper(email) AS e');
CALL v('set_in_list', '!??', 'SELECT id, generate_series(1, 2), generate_series(1, 3) FROM customer');
CALL v('xml_columns', '!!?', $$SELECT x.* FROM XMLTABLE('/r/i' PASSING '<r><i a="1"/><i/></r>' COLUMNS n FOR ORDINALITY, a text PATH '@a' DEFAULT '-' NOT NULL, b text PATH '@b') x$$);

-- Relations of other kinds.
CALL v('partitioned', '!!?', 'SELECT * FROM part');
CALL v('inherited', '!?', 'SELECT a, b FROM base');
CALL v('only_parent', '!!', 'SELECT a, b FROM ONLY base');
CALL v('foreign', '?', 'SELECT a FROM abroad WHERE false');
CALL v('of_views', '!!?', 'SELECT p.c1, p.c2, q.c1 FROM plain p LEFT JOIN series q ON q.c1 = p.c1');
CALL v('of_rolled_up', '?', 'SELECT c1 FROM rolled_up');
CALL v('stored', '!?!', 'SELECT id, email, count(*) FROM customer GROUP BY id', 'MATERIALIZED VIEW');
CALL v('of_stored', '!?', 'SELECT c1, c2 FROM stored');
CALL v('catalog', '!!', 'SELECT oid, relname FROM pg_catalog.pg_class');
CALL v('schemas', '!!', 'SELECT table_schema, table_name FROM information_schema.tables');
CALL v('sampled', '!?', 'SELECT id, email FROM customer TABLESAMPLE SYSTEM (100)');

CREATE VIEW found AS
SELECT r ->> 'name' AS view, string_agg(CASE WHEN (c ->> 'not_null')::bool THEN '!' ELSE '?' END, '' ORDER BY i) AS found,
       array_agg(c ->> 'name' ORDER BY i) FILTER (WHERE (c ->> 'not_null')::bool) AS never,
       array_agg(c ->> 'name' ORDER BY i) FILTER (WHERE NOT (c ->> 'not_null')::bool) AS maybe
FROM jsonb_array_elements(pg_flux.model('{shop}') -> 'facts' -> 'relations') AS r, jsonb_array_elements(r -> 'columns') WITH ORDINALITY AS t (c, i)
GROUP BY r ->> 'name';
CREATE TABLE known AS SELECT a.n, a.view, a.answer, f.found, f.never, f.maybe FROM answer a LEFT JOIN found f USING (view);
\echo == what was found
SELECT view, found FROM known ORDER BY n;
\echo == otherwise than by hand
SELECT view, answer, found FROM known WHERE found IS DISTINCT FROM answer ORDER BY n;
SELECT count(*) >= 60 FROM known;

-- The same numbers on every version: random() is not.
CREATE FUNCTION r(round int, i int, what text, among int) RETURNS int LANGUAGE sql IMMUTABLE AS
    $$SELECT ('x' || substr(md5(concat_ws('/', round, i, what)), 1, 7))::bit(28)::int % among$$;
CREATE PROCEDURE fill(round int) LANGUAGE plpgsql AS $$
DECLARE
    rows int := CASE round WHEN 1 THEN 0 WHEN 2 THEN 1 ELSE 12 END;
BEGIN
    TRUNCATE customer, orders, item, region, waiting, part, far.cousin, base;
    INSERT INTO customer SELECT i, 'x' || i, CASE WHEN r(round, i, 'email', 3) > 0 THEN 'x@' || i END, nullif(r(round, i, 'region', 5), 0),
        r(round, i, 'vip', 2) = 0, '', CASE WHEN r(round, i, 'phone', 2) = 0 THEN '1' END, CASE WHEN r(round, i, 'phone', 2) = 1 THEN '2' END
        FROM generate_series(1, rows) AS i;
    INSERT INTO orders SELECT i, r(round, i, 'customer', 14), r(round, i, 'total', 99), nullif(r(round, i, 'discount', 3), 0),
        CASE r(round, i, 'placed', 5) WHEN 0 THEN 'infinity' ELSE timestamp '2020-02-02' + i * interval '7 hours' END,
        CASE WHEN r(round, i, 'placed', 5) > 2 THEN timestamp '2021-02-02' END,
        (enum_range(NULL::mood))[1 + r(round, i, 'mood', 3)], (ARRAY['{}', NULL, '{a,NULL}', '{1}'])[1 + r(round, i, 'tags', 4)]::text[],
        (SELECT 'c'::code WHERE r(round, i, 'code', 2) = 0) FROM generate_series(1, rows) AS i;
    INSERT INTO item SELECT r(round, i, 'order', 14), i, nullif(r(round, i, 'qty', 3), 0), 1 + i FROM generate_series(1, rows) AS i;
    INSERT INTO region SELECT 4 * i, 'r' || i, 4 * nullif(r(round, i, 'parent', 4), 0) FROM generate_series(1, rows / 3) AS i;
    ALTER TABLE waiting DROP CONSTRAINT later;
    INSERT INTO waiting SELECT nullif(i % 2, 0), nullif(i % 3, 0) FROM generate_series(1, rows) AS i;
    ALTER TABLE waiting ADD CONSTRAINT later CHECK (a IS NOT NULL) NOT VALID;
    INSERT INTO part SELECT i, 'p', nullif('', CASE WHEN i % 2 = 0 THEN '' END) FROM generate_series(0, rows) AS i;
    INSERT INTO far.cousin SELECT i, i FROM generate_series(1, rows) AS i;
    INSERT INTO base SELECT i, i FROM generate_series(1, rows) AS i;
    INSERT INTO child SELECT i, NULL, i FROM generate_series(1, rows) AS i;
    REFRESH MATERIALIZED VIEW stored;
END $$;
CREATE TABLE seen (round int, view name, col text, rows bigint, nulls bigint);
CREATE PROCEDURE look(round int) LANGUAGE plpgsql AS $$
DECLARE
    k record;
BEGIN
    -- The server that the foreign table is on is none.
    FOR k IN SELECT * FROM known WHERE view <> 'foreign' ORDER BY n LOOP
        EXECUTE format('INSERT INTO seen SELECT %s, %L, col, count(*), count(*) FILTER (WHERE is_null) FROM (SELECT ARRAY[%s] AS nulls FROM %I OFFSET 0) AS v, '
                       'unnest(nulls, %L::text[]) AS u (is_null, col) GROUP BY col', round, k.view,
                       (SELECT string_agg(format('(%I IS NULL)', c), ', ') FROM unnest(k.never || k.maybe) AS c), k.view, k.never || k.maybe);
    END LOOP;
END $$;
DO $$ BEGIN
    FOR round IN 1 .. 12 LOOP
        CALL fill(round);
        CALL look(round);
    END LOOP;
END $$;
\echo == said never to be NULL, and seen NULL
SELECT s.view, s.col, sum(s.nulls) FROM seen s JOIN known k ON k.view = s.view AND s.col = ANY (k.never) GROUP BY s.view, s.col HAVING sum(s.nulls) > 0;
\echo == said to be NULL at times, and never seen so
SELECT k.view, string_agg(c, ' ' ORDER BY c) FROM known k, unnest(k.maybe) AS c
WHERE NOT EXISTS (SELECT FROM seen s WHERE s.view = k.view AND s.col = c AND s.nulls > 0) GROUP BY k.n, k.view ORDER BY k.n;
\echo == views that gave rows, rows that were looked at
SELECT count(DISTINCT view) > 110, sum(rows) > 20000 FROM seen WHERE rows > 0;

\echo == the fingerprint knows nothing of it
SELECT pg_flux.fingerprint('{shop}') AS before \gset
BEGIN;
SELECT pg_flux.model('{shop}') ? 'facts', pg_flux.fingerprint('{shop}') = :'before';
ROLLBACK;
DROP SCHEMA shop, far CASCADE;
DROP SERVER nowhere;
DROP FOREIGN DATA WRAPPER nowhere;
