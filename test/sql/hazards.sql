-- Every rule of the catalogue: one change that runs into the hazard and one, as like it as can be, that does not.
SET client_min_messages = error;
-- Every table with rows counts as large.
SET pg_flux.large_table = 0;

CREATE TABLE rule (number int GENERATED ALWAYS AS IDENTITY, hazard text, live text, provokes text, harmless text);

INSERT INTO rule (hazard, live, provokes, harmless) VALUES
('DATA_LOSS',
 'CREATE TABLE h.t (a int); INSERT INTO h.t VALUES (1); CREATE TABLE h.empty (a int)',
 'CREATE TABLE h.empty (a int)',
 'CREATE TABLE h.t (a int)'),
('DATA_LOSS',
 'CREATE TABLE h.t (a int, b int); INSERT INTO h.t VALUES (1, 2); CREATE TABLE h.empty (a int, b int)',
 'CREATE TABLE h.t (a int); CREATE TABLE h.empty (a int, b int)',
 'CREATE TABLE h.t (a int, b int); CREATE TABLE h.empty (a int)'),
('DATA_LOSS',
 'CREATE TABLE h.t (a int) PARTITION BY LIST (a); CREATE TABLE h.t1 PARTITION OF h.t FOR VALUES IN (1); INSERT INTO h.t VALUES (1);
  CREATE TABLE h.e (a int) PARTITION BY LIST (a); CREATE TABLE h.e1 PARTITION OF h.e FOR VALUES IN (1)',
 'CREATE TABLE h.e (a int) PARTITION BY LIST (a); CREATE TABLE h.e1 PARTITION OF h.e FOR VALUES IN (1)',
 'CREATE TABLE h.t (a int) PARTITION BY LIST (a); CREATE TABLE h.t1 PARTITION OF h.t FOR VALUES IN (1)'),
('MASS_DROP',
 (SELECT string_agg(format('CREATE TABLE h.t%s ()', i), ';') FROM generate_series(1, 30) AS i),
 (SELECT string_agg(format('CREATE TABLE h.t%s ()', i), ';') FROM generate_series(1, 20) AS i),
 (SELECT string_agg(format('CREATE TABLE h.t%s ()', i), ';') FROM generate_series(1, 25) AS i)),
('NO_DEFAULT',
 'CREATE TABLE h.t (a int); INSERT INTO h.t VALUES (1); CREATE TABLE h.empty (a int)',
 'CREATE TABLE h.t (a int, b int NOT NULL); CREATE TABLE h.empty (a int)',
 'CREATE TABLE h.t (a int, b int NOT NULL DEFAULT 1, c int NOT NULL GENERATED ALWAYS AS IDENTITY); CREATE TABLE h.empty (a int, b int NOT NULL)'),
('NO_DEFAULT',
 'CREATE DOMAIN h.d AS int DEFAULT 1; CREATE DOMAIN h.n AS int; CREATE TABLE h.t (a int); INSERT INTO h.t VALUES (1)',
 'CREATE DOMAIN h.d AS int DEFAULT 1; CREATE DOMAIN h.n AS int; CREATE TABLE h.t (a int, b h.n NOT NULL)',
 'CREATE DOMAIN h.d AS int DEFAULT 1; CREATE DOMAIN h.n AS int; CREATE TABLE h.t (a int, b h.d NOT NULL)'),
('TABLE_REWRITE',
 'CREATE TABLE h.t (a int, b varchar(5)); INSERT INTO h.t VALUES (1, ''x'')',
 'CREATE TABLE h.t (a bigint, b varchar(5))',
 'CREATE TABLE h.t (a int, b varchar(6))'),
('TABLE_SCAN',
 'CREATE TABLE h.t (a int, b int); INSERT INTO h.t VALUES (1, 2)',
 'CREATE TABLE h.t (a int NOT NULL, b int)',
 'CREATE TABLE h.t (a int DEFAULT 1, b int)'),
('TABLE_SCAN',
 'CREATE TABLE h.t (a int, b int); INSERT INTO h.t VALUES (1, 2)',
 'CREATE TABLE h.t (a int, b int, CONSTRAINT c CHECK (a > 0))',
 'CREATE TABLE h.t (a int, b int); ALTER TABLE h.t ADD CONSTRAINT c CHECK (a > 0) NOT VALID'),
('INDEX_BUILD',
 'CREATE TABLE h.t (a int, b int); INSERT INTO h.t VALUES (1, 2); CREATE TABLE h.empty (a int)',
 'CREATE TABLE h.t (a int, b int); CREATE INDEX i ON h.t (a); CREATE TABLE h.empty (a int)',
 'CREATE TABLE h.t (a int, b int); CREATE TABLE h.empty (a int); CREATE INDEX i ON h.empty (a)'),
('INDEX_BUILD',
 'CREATE TABLE h.t (a int, b int); INSERT INTO h.t VALUES (1, 2); CREATE TABLE h.empty (a int)',
 'CREATE TABLE h.t (a int, b int, UNIQUE (a)); CREATE TABLE h.empty (a int)',
 'CREATE TABLE h.t (a int, b int); CREATE TABLE h.empty (a int UNIQUE)'),
('VOLATILE_DEFAULT',
 'CREATE TABLE h.t (a int); INSERT INTO h.t VALUES (1)',
 'CREATE TABLE h.t (a int, b uuid DEFAULT gen_random_uuid())',
 'CREATE TABLE h.t (a int, b timestamptz DEFAULT now())'),
('RENAMED',
 'CREATE TABLE h.t (a int); INSERT INTO h.t VALUES (1); CREATE TABLE h.empty (a int)',
 E'CREATE TABLE h.t (\n-- pg_flux: renamed from a\nb int); CREATE TABLE h.empty (a int)',
 E'CREATE TABLE h.t (a int); CREATE TABLE h.empty (\n-- pg_flux: renamed from a\nb int)'),
('DEPENDENT_REBUILT',
 'CREATE TABLE h.t (a int, b int); CREATE VIEW h.v AS SELECT a FROM h.t',
 'CREATE TABLE h.t (a bigint, b int); CREATE VIEW h.v AS SELECT a FROM h.t',
 'CREATE TABLE h.t (a int, b bigint); CREATE VIEW h.v AS SELECT a FROM h.t'),
('LABEL_REMOVED',
 'CREATE TYPE h.e AS ENUM (''x'', ''y''); CREATE TABLE h.t (a h.e)',
 'CREATE TYPE h.e AS ENUM (''x''); CREATE TABLE h.t (a h.e)',
 'CREATE TYPE h.e AS ENUM (''w'', ''x'', ''y''); CREATE TABLE h.t (a h.e)'),
('STATISTICS_LOST',
 'CREATE TABLE h.t (a varchar(5)); INSERT INTO h.t VALUES (1); CREATE TABLE h.empty (a int)',
 'CREATE TABLE h.t (a text); CREATE TABLE h.empty (a int)',
 'CREATE TABLE h.t (a varchar(5)); CREATE TABLE h.empty (a bigint)'),
('STALE_RESULTS',
 'CREATE FUNCTION h.f(int) RETURNS int LANGUAGE sql IMMUTABLE AS ''SELECT $1''; CREATE FUNCTION h.g(int) RETURNS int LANGUAGE sql IMMUTABLE AS ''SELECT $1'';
  CREATE TABLE h.t (a int); INSERT INTO h.t VALUES (1); CREATE INDEX i ON h.t (h.f(a))',
 'CREATE FUNCTION h.f(int) RETURNS int LANGUAGE sql IMMUTABLE AS ''SELECT -$1''; CREATE FUNCTION h.g(int) RETURNS int LANGUAGE sql IMMUTABLE AS ''SELECT $1'';
  CREATE TABLE h.t (a int); CREATE INDEX i ON h.t (h.f(a))',
 'CREATE FUNCTION h.f(int) RETURNS int LANGUAGE sql IMMUTABLE AS ''SELECT $1''; CREATE FUNCTION h.g(int) RETURNS int LANGUAGE sql IMMUTABLE AS ''SELECT -$1'';
  CREATE TABLE h.t (a int); CREATE INDEX i ON h.t (h.f(a))'),
('NOT_VALIDATED',
 'CREATE TABLE h.t (a int); INSERT INTO h.t VALUES (1)',
 'CREATE TABLE h.t (a int); ALTER TABLE h.t ADD CONSTRAINT c CHECK (a > 0) NOT VALID',
 'CREATE TABLE h.t (a int, CONSTRAINT c CHECK (a > 0))'),
('FOREIGN_KEY_UNINDEXED',
 'CREATE TABLE h.p (a int PRIMARY KEY); CREATE TABLE h.t (a int, b int); INSERT INTO h.t VALUES (null, null); CREATE INDEX i ON h.t (b, a)',
 'CREATE TABLE h.p (a int PRIMARY KEY); CREATE TABLE h.t (a int REFERENCES h.p, b int); CREATE INDEX i ON h.t (b, a)',
 'CREATE TABLE h.p (a int PRIMARY KEY); CREATE TABLE h.t (a int, b int REFERENCES h.p); CREATE INDEX i ON h.t (b, a)'),
('CASCADING_DELETE',
 'CREATE TABLE h.p (a int PRIMARY KEY); CREATE TABLE h.t (a int); INSERT INTO h.t VALUES (null)',
 'CREATE TABLE h.p (a int PRIMARY KEY); CREATE TABLE h.t (a int REFERENCES h.p ON DELETE CASCADE)',
 'CREATE TABLE h.p (a int PRIMARY KEY); CREATE TABLE h.t (a int REFERENCES h.p ON UPDATE CASCADE)'),
('UNLOGGED',
 'CREATE TABLE h.t (a int); INSERT INTO h.t VALUES (1); CREATE TABLE h.empty (a int)',
 'CREATE UNLOGGED TABLE h.t (a int); CREATE TABLE h.empty (a int)',
 'CREATE TABLE h.t (a int); CREATE UNLOGGED TABLE h.empty (a int)'),
('PRIVILEGES_WIDENED',
 'CREATE TABLE h.t (a int)',
 'CREATE TABLE h.t (a int); GRANT SELECT ON h.t TO PUBLIC',
 'CREATE TABLE h.t (a int); GRANT SELECT ON h.t TO flux_hazard_reader'),
('PRIVILEGES_WIDENED',
 'CREATE TABLE h.t (a int); GRANT SELECT ON h.t TO flux_hazard_reader',
 'CREATE TABLE h.t (a int); GRANT SELECT ON h.t TO flux_hazard_reader WITH GRANT OPTION',
 'CREATE TABLE h.t (a int); GRANT SELECT ON h.t TO flux_hazard_reader; CREATE TABLE h.u (a int); GRANT SELECT ON h.u TO PUBLIC'),
('PRIVILEGES_LOST',
 'CREATE TABLE h.t (a int); GRANT SELECT ON h.t TO flux_hazard_reader',
 'CREATE TABLE h.t (a int); GRANT INSERT ON h.t TO flux_hazard_reader',
 'CREATE TABLE h.t (a int); GRANT SELECT, INSERT ON h.t TO flux_hazard_reader'),
('ROW_SECURITY_OFF',
 'CREATE TABLE h.t (a int); INSERT INTO h.t VALUES (1); ALTER TABLE h.t ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
  CREATE TABLE h.empty (a int); ALTER TABLE h.empty ENABLE ROW LEVEL SECURITY',
 'CREATE TABLE h.t (a int); ALTER TABLE h.t ENABLE ROW LEVEL SECURITY; CREATE TABLE h.empty (a int); ALTER TABLE h.empty ENABLE ROW LEVEL SECURITY',
 'CREATE TABLE h.t (a int); ALTER TABLE h.t ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY; CREATE TABLE h.empty (a int)'),
('ROW_SECURITY_GAP',
 'CREATE TABLE h.t (a int); INSERT INTO h.t VALUES (1); ALTER TABLE h.t ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON h.t USING (a > 0)',
 'CREATE TABLE h.t (a int); ALTER TABLE h.t ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON h.t AS RESTRICTIVE USING (a > 0)',
 'CREATE TABLE h.t (a int); ALTER TABLE h.t ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON h.t USING (a > 0); COMMENT ON POLICY p ON h.t IS $$x$$'),
('OWNER_CHANGED',
 'CREATE TABLE h.t (a int)',
 'CREATE TABLE h.t (a int); ALTER TABLE h.t OWNER TO flux_hazard_reader',
 'CREATE TABLE h.t (a int); CREATE TABLE h.u (a int); ALTER TABLE h.u OWNER TO flux_hazard_reader'),
('SEARCH_PATH_OPEN',
 'CREATE TABLE h.t (a int)',
 'CREATE TABLE h.t (a int); CREATE FUNCTION h.f() RETURNS int LANGUAGE sql SECURITY DEFINER AS ''SELECT 1''',
 'CREATE TABLE h.t (a int); CREATE FUNCTION h.f() RETURNS int LANGUAGE sql SECURITY DEFINER SET search_path = h AS ''SELECT 1'';
  CREATE FUNCTION h.g() RETURNS int LANGUAGE sql AS ''SELECT 1'''),
('REPLICA_IDENTITY',
 'CREATE TABLE h.t (a int PRIMARY KEY); CREATE TABLE h.u (a int)',
 'CREATE TABLE h.t (a int PRIMARY KEY); CREATE TABLE h.u (a int); CREATE PUBLICATION flux_hazards FOR TABLE h.t, h.u',
 'CREATE TABLE h.t (a int PRIMARY KEY); CREATE TABLE h.u (a int); CREATE PUBLICATION flux_hazards FOR TABLE h.t'),
('REPLICA_IDENTITY',
 'CREATE TABLE h.t (a int CONSTRAINT k PRIMARY KEY); CREATE PUBLICATION flux_hazards FOR TABLE h.t',
 'CREATE TABLE h.t (a int NOT NULL); CREATE PUBLICATION flux_hazards FOR TABLE h.t',
 'CREATE TABLE h.t (a int NOT NULL); ALTER TABLE h.t REPLICA IDENTITY FULL; CREATE PUBLICATION flux_hazards FOR TABLE h.t'),
('NOT_REPLICATED',
 'CREATE TABLE h.t (a int PRIMARY KEY); CREATE TABLE h.u (a int); CREATE PUBLICATION flux_hazards FOR TABLE h.t',
 'CREATE TABLE h.t (a int PRIMARY KEY, b int); CREATE TABLE h.u (a int); CREATE PUBLICATION flux_hazards FOR TABLE h.t',
 'CREATE TABLE h.t (a int PRIMARY KEY); CREATE TABLE h.u (a int, b int); CREATE PUBLICATION flux_hazards FOR TABLE h.t');

CREATE ROLE flux_hazard_reader;
CREATE PROCEDURE make_live(sql text) LANGUAGE plpgsql AS $$
BEGIN
    SET LOCAL client_min_messages = error;
    DROP PUBLICATION IF EXISTS flux_hazards;
    DROP SCHEMA IF EXISTS h CASCADE;
    CREATE SCHEMA h;
    EXECUTE sql;
END $$;
CREATE FUNCTION found(rule) RETURNS TABLE (number int, hazard text, provoked bool, harmless bool) LANGUAGE plpgsql AS $$
BEGIN
    CALL make_live($1.live);
    RETURN QUERY SELECT $1.number, $1.hazard, p.hit, h.hit
        FROM (SELECT coalesce(bool_or($1.hazard = ANY (d.hazards)), false) AS hit FROM pg_flux.diff($1.provokes, '{h}') AS d) AS p,
             (SELECT coalesce(bool_or($1.hazard = ANY (d.hazards)), false) AS hit FROM pg_flux.diff($1.harmless, '{h}') AS d) AS h;
END $$;

SELECT f.* FROM rule AS r, found(r) AS f ORDER BY r.number;

-- Which hazards no change above provokes: they are tested elsewhere, since it takes another session, a way back or many tables.
SELECT hazard FROM pg_flux.hazards() WHERE hazard NOT IN (SELECT hazard FROM rule);

-- What is a danger stops an apply, what is a warning does not; sizes are told.
CALL make_live('CREATE TABLE h.t (a int); INSERT INTO h.t VALUES (1)');
\set VERBOSITY default
\set source 'CREATE TABLE h.t (a bigint);'
SELECT step, sql, hazards FROM pg_flux.apply(:'source', '{h}');
SELECT step, sql, hazards FROM pg_flux.apply(:'source', '{h}', allow_hazards => '{TABLE_REWRITE}');
RESET pg_flux.large_table;
CALL make_live('CREATE TABLE h.t (a int); INSERT INTO h.t VALUES (1)');
SELECT step, sql, hazards FROM pg_flux.apply(:'source', '{h}');
SELECT p -> 'steps' -> 0 -> 'findings' FROM pg_flux.plan('CREATE TABLE h.t ()', '{h}') AS p;

-- The page is made of the catalogue: make docs/hazards.md
\i docs/hazards.sql
\set file `cat docs/hazards.md`
SELECT :'page' = :'file' AS page_is_current;

DROP SCHEMA h CASCADE;
DROP TABLE rule CASCADE;
DROP PROCEDURE make_live;
DROP ROLE flux_hazard_reader;
