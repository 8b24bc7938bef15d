INSERT INTO p (k, n, t) VALUES (1, 'one', 1), (3, 'three', 3);
