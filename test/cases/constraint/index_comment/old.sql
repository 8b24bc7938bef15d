CREATE TABLE t (id integer CONSTRAINT t_pkey PRIMARY KEY, u integer CONSTRAINT t_u UNIQUE, w integer CONSTRAINT t_w UNIQUE);
COMMENT ON INDEX t_pkey IS 'the key';
COMMENT ON INDEX t_u IS 'unique';
COMMENT ON CONSTRAINT t_u ON t IS 'the constraint';
