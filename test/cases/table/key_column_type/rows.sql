INSERT INTO k SELECT i, '2020-06-01'::date + i, CASE WHEN i % 2 = 0 THEN 'new' ELSE 'done' END::stage FROM generate_series(1, 400) i;
