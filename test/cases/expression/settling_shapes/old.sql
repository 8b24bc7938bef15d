CREATE DOMAIN size AS varchar(10) CHECK (VALUE IN ('s', 'l'));
CREATE TABLE t (
    id integer PRIMARY KEY,
    kind varchar(20) NOT NULL,
    code char(3),
    n integer,
    x integer,
    y integer,
    z integer,
    known boolean GENERATED ALWAYS AS (kind NOT IN ('a', 'b', 'c')) STORED,
    flag boolean DEFAULT (current_setting('application_name')::varchar IN ('a', 'b')),
    CONSTRAINT kind_check CHECK (kind IN ('a', 'b')),
    CONSTRAINT range_check CHECK (n BETWEEN 1 AND 5)
);
CREATE INDEX t_kind ON t (id) WHERE kind IN ('a', 'b');
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NEW; END$$;
CREATE TRIGGER tr BEFORE UPDATE ON t FOR EACH ROW WHEN (NEW.kind IN ('a', 'b')) EXECUTE FUNCTION f();
CREATE POLICY p ON t USING (kind IN ('a', 'b'));
CREATE VIEW v AS SELECT one.id FROM t AS one, t AS two WHERE one.kind IN ('a', 'b');
