CREATE TABLE t (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, other bigserial, word text);
