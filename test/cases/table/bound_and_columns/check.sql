SELECT k, n, t FROM p ORDER BY k;
