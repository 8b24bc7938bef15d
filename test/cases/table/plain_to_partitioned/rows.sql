INSERT INTO maker VALUES (1);
ALTER TABLE t DISABLE TRIGGER touched;
INSERT INTO t (at, m, maker, amount) SELECT '2023-12-01'::date + 10 * i, 'sad', 1, i FROM generate_series(1, 150) i;
ALTER TABLE t ENABLE TRIGGER touched;
REFRESH MATERIALIZED VIEW mv;
