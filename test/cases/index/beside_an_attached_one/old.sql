CREATE TABLE p (id integer, at date) PARTITION BY LIST (id);
CREATE INDEX p_down ON p (at DESC);
CREATE INDEX p_up ON p (at);
