SELECT region, count(*), sum(id) FROM e GROUP BY 1 ORDER BY 1;
