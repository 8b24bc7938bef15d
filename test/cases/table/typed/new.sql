CREATE TYPE person AS (name text, born date, height integer);
CREATE TABLE people OF person (name WITH OPTIONS PRIMARY KEY, born WITH OPTIONS DEFAULT '2000-01-01');
CREATE TABLE others OF person;
CREATE TABLE more (name text, born date, height integer);
