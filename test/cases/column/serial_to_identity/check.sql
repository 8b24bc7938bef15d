SELECT last_value, is_called FROM t_id_seq; SELECT last_value, is_called FROM t_other_seq; SELECT count(*), sum(id), sum(other) FROM t;
