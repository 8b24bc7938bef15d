INSERT INTO t VALUES (row('x','y'));
