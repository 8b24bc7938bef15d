CREATE DOMAIN size AS varchar(10) CHECK (VALUE IN ('s', 'm', 'l')) CHECK (VALUE BETWEEN 'a' AND 'z' AND VALUE <> 'q');
CREATE TABLE t (
    id integer PRIMARY KEY,
    kind varchar(20) NOT NULL,
    code char(3),
    n integer,
    x integer,
    y integer,
    z integer,
    known boolean GENERATED ALWAYS AS (kind NOT IN ('a', 'b', 'c')) STORED,
    flag boolean DEFAULT (current_setting('application_name')::varchar IN ('a', 'b', 'c')),
    CONSTRAINT kind_check CHECK (kind IN ('a', 'b', 'c, (d', 'it''s', E'back\\slash')),
    CONSTRAINT range_check CHECK (n BETWEEN 1 AND 5 AND x > 0 AND y NOT BETWEEN 3 AND 4),
    CONSTRAINT either_check CHECK (n NOT BETWEEN 1 AND 5 OR x = 0),
    CONSTRAINT code_check CHECK (code IN ('x', 'y') AND n NOT IN (1, 2) AND n IN (1, 2.5)),
    CONSTRAINT column_check CHECK (n IN (x, y, z)),
    CONSTRAINT pair_check CHECK ((x, y) = (n, z) AND x <> 0),
    CONSTRAINT cut_check CHECK (kind = ANY (ARRAY['a'::varchar(1), 'b'::varchar(1)]))
);
CREATE INDEX t_kind ON t (id, (kind IN ('a', 'b'))) WHERE kind IN ('a', 'b', 'c') AND n BETWEEN 1 AND 5;
CREATE INDEX t_range ON t (id) WHERE n BETWEEN 1 AND 5 AND x > 0;
CREATE STATISTICS s ON (kind IN ('a', 'b')), id FROM t;
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NEW; END$$;
CREATE FUNCTION g(a boolean DEFAULT ('a'::varchar IN ('a', 'b'))) RETURNS boolean LANGUAGE sql
    RETURN a AND 'c'::varchar IN ('c', 'd') AND 3 BETWEEN 1 AND 5 AND a;
CREATE TRIGGER tr BEFORE UPDATE ON t FOR EACH ROW WHEN (NEW.kind IN ('a', 'c') AND NEW.n BETWEEN 1 AND 2) EXECUTE FUNCTION f();
CREATE POLICY p ON t USING (kind IN ('a', 'b', 'c')) WITH CHECK (n BETWEEN 1 AND 5 AND kind IN ('a', 'b'));
CREATE RULE r AS ON DELETE TO t WHERE OLD.kind IN ('a', 'b') AND OLD.n BETWEEN 1 AND 2 DO ALSO SELECT OLD.kind IN ('x', 'y');
CREATE VIEW v AS SELECT one.id FROM t AS one, t AS two WHERE one.n BETWEEN 1 AND 5 AND one.kind IN ('a', 'b', 'c');
CREATE MATERIALIZED VIEW m AS SELECT a.id, a.kind IN ('a', 'b') AS known FROM t a JOIN t b ON a.id BETWEEN b.id AND b.n AND b.kind IN ('a', 'b');
CREATE TABLE parts (kind varchar(5)) PARTITION BY LIST ((kind IN ('a', 'b')));
