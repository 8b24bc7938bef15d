CREATE TABLE a (id bigserial NOT NULL);
CREATE TABLE c (x integer) INHERITS (a);
