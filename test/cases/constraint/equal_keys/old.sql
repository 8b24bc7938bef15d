CREATE TABLE a (id integer NOT NULL, n integer);
