INSERT INTO e SELECT i, CASE WHEN i % 2 = 0 THEN 'a' ELSE 'b' END, '2024-01-01' FROM generate_series(1, 100) i;
