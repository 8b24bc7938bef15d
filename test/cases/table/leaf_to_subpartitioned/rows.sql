INSERT INTO m SELECT i % 20, i FROM generate_series(1, 100) i;
