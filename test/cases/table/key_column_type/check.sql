SELECT stage::text, count(*), sum(id), min(at)::date, max(at)::date FROM k GROUP BY 1 ORDER BY 1;
