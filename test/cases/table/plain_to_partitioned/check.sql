SELECT count(*), sum(id), sum(n), min(at), max(at), min(m), sum(maker), sum(amount), sum(twice) FROM t;
SELECT * FROM mv;
SELECT last_value, is_called FROM t_id_seq;
SELECT last_value, is_called FROM t_n_seq;
