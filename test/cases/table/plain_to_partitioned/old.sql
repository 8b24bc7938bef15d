CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TABLE maker (id integer PRIMARY KEY);
CREATE TABLE t (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    n serial NOT NULL,
    at date NOT NULL,
    m mood DEFAULT 'ok',
    maker integer REFERENCES maker,
    amount numeric CHECK (amount >= 0),
    twice numeric GENERATED ALWAYS AS (amount * 2) STORED
);
CREATE INDEX t_at ON t (at);
CREATE TABLE follower (t_id bigint REFERENCES t);
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RAISE EXCEPTION 'rows are not touched'; END$$;
CREATE TRIGGER touched BEFORE INSERT OR UPDATE ON t FOR EACH ROW EXECUTE FUNCTION touch();
CREATE VIEW v AS SELECT one.id, one.at FROM t AS one, t AS two;
CREATE MATERIALIZED VIEW mv AS SELECT count(*) FROM v;
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
ALTER TABLE t FORCE ROW LEVEL SECURITY;
CREATE POLICY mine ON t USING (amount < 100);
GRANT SELECT ON t TO PUBLIC;
COMMENT ON TABLE t IS 'things';
