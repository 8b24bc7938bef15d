CREATE TABLE p (a integer, b integer GENERATED ALWAYS AS (a * 2) STORED);
CREATE TABLE c (a integer, b integer GENERATED ALWAYS AS (a * 2) STORED, d text);
ALTER TABLE c INHERIT p;
