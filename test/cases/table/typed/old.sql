CREATE TYPE person AS (name text, born date);
CREATE TABLE people OF person (name WITH OPTIONS PRIMARY KEY);
CREATE TABLE others (name text, born date);
CREATE TABLE more OF person;
