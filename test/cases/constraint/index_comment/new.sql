CREATE TABLE t (id integer CONSTRAINT t_pkey PRIMARY KEY, u integer CONSTRAINT t_u UNIQUE, w bigint CONSTRAINT t_w UNIQUE, x integer CONSTRAINT t_x UNIQUE);
COMMENT ON INDEX t_pkey IS 'another';
COMMENT ON INDEX t_w IS 'unique';
COMMENT ON INDEX t_x IS 'new';
