CREATE TABLE a (id integer NOT NULL, n integer);
CREATE TABLE b (id integer NOT NULL, n integer);
ALTER TABLE b ADD CONSTRAINT b_id_key UNIQUE (id);
ALTER TABLE b ADD CONSTRAINT b_pkey PRIMARY KEY (id);
