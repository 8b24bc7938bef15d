CREATE TABLE addr (street text, city text);
CREATE TABLE t (a addr);
CREATE FUNCTION f(addr) RETURNS text LANGUAGE sql AS 'select ($1).city';
