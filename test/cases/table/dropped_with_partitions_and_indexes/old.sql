CREATE TABLE p (id integer, n integer) PARTITION BY LIST (id);
CREATE TABLE a1 PARTITION OF p FOR VALUES IN (1);
CREATE INDEX p_n ON p (n);
CREATE TABLE other (id integer);
