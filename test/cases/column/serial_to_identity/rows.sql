INSERT INTO t (word) SELECT 'x' FROM generate_series(1, 7);
