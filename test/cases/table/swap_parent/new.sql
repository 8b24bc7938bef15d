CREATE TABLE a (y text);
CREATE TABLE b (id bigserial NOT NULL);
CREATE TABLE c (x integer) INHERITS (b);
