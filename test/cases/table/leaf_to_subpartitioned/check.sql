SELECT a < 10, count(*), sum(b) FROM m GROUP BY 1 ORDER BY 1;
