-- Ten tables of a shop as one might be, with names and comments that would break a page which did not mind them.
CREATE EXTENSION pg_flux;
CREATE SCHEMA shop;
CREATE SCHEMA "<b>odd</b>";
SET search_path = shop;
CREATE TYPE order_state AS ENUM ('new', 'paid', 'sent', 'back', '</script><script>hacked = 1</script>');
COMMENT ON TYPE order_state IS 'How far an order is.';
CREATE DOMAIN email AS text CHECK (VALUE ~ '^[^@]+@[^@]+$');
CREATE DOMAIN money_amount AS numeric(12, 2) CHECK (VALUE >= 0);
CREATE TYPE address AS (street text, zip varchar(10), city text);
CREATE TYPE weight_range AS RANGE (SUBTYPE = numeric, MULTIRANGE_TYPE_NAME = weight_ranges);
CREATE TABLE customer (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    email email NOT NULL UNIQUE,
    name text NOT NULL,
    ships_to address,
    made_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE customer IS E'Who buys.\nOne row a person.\n@deprecated see <customer_2>';
COMMENT ON COLUMN customer.name IS '</script><script>hacked = 2</script><img src=x onerror="hacked = 3">';
CREATE TABLE category (id integer PRIMARY KEY, parent integer REFERENCES category, title text NOT NULL);
CREATE TABLE product (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    category integer NOT NULL REFERENCES category,
    title text NOT NULL,
    price money_amount NOT NULL,
    ships weight_ranges,
    size text NOT NULL DEFAULT 'one' CHECK (size IN ('small', 'large', 'one')),
    label text GENERATED ALWAYS AS (title || ' (' || size || ')') STORED
);
COMMENT ON COLUMN product.price IS 'With taxes.';
CREATE TABLE warehouse (id integer PRIMARY KEY, city text NOT NULL);
CREATE TABLE stock (
    warehouse integer REFERENCES warehouse, product bigint REFERENCES product, pieces integer NOT NULL CHECK (pieces >= 0),
    PRIMARY KEY (warehouse, product)
);
CREATE TABLE "order" (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    customer bigint NOT NULL REFERENCES customer ON DELETE RESTRICT,
    state order_state NOT NULL DEFAULT 'new',
    made_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX order_by_time ON "order" (made_at DESC) WHERE state <> 'sent';
CREATE TABLE order_line (
    "order" bigint REFERENCES "order" ON DELETE CASCADE, line integer, product bigint NOT NULL REFERENCES product,
    warehouse integer, pieces integer NOT NULL DEFAULT 1 CHECK (pieces > 0),
    PRIMARY KEY ("order", line), FOREIGN KEY (warehouse, product) REFERENCES stock
);
CREATE TABLE invoice ("order" bigint PRIMARY KEY REFERENCES "order", number text NOT NULL UNIQUE, total money_amount NOT NULL);
CREATE TABLE visit (at timestamptz NOT NULL, customer bigint REFERENCES customer, path text NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE visit_2024 PARTITION OF visit FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE "<b>odd</b>"."""><script>hacked = 4</script>" (
    "</td><script>hacked = 5</script>" integer PRIMARY KEY, "a&amp;b" text, "ünï 日本 'quoted'" text,
    "to" integer REFERENCES "<b>odd</b>"."""><script>hacked = 4</script>", of_customer bigint REFERENCES customer
);
COMMENT ON TABLE "<b>odd</b>"."""><script>hacked = 4</script>" IS '<!-- --> ]]> </style></title></textarea> &lt; ${x} ''"`';
CREATE VIEW sold AS SELECT p.id, p.title, sum(l.pieces) AS pieces FROM product p LEFT JOIN order_line l ON l.product = p.id GROUP BY p.id, p.title;
COMMENT ON VIEW sold IS 'How often each product was sold.';
CREATE MATERIALIZED VIEW best AS SELECT * FROM sold WHERE pieces > 100;
CREATE VIEW open_order AS SELECT o.id, c.email FROM "order" o JOIN customer c ON c.id = o.customer WHERE o.state = 'new';
CREATE FUNCTION total_of(which bigint, tax numeric DEFAULT 0.2) RETURNS numeric LANGUAGE sql STABLE STRICT
    AS 'SELECT sum(l.pieces * p.price) FROM shop.order_line l JOIN shop.product p ON p.id = l.product WHERE l."order" = which';
CREATE FUNCTION best_customers() RETURNS SETOF customer LANGUAGE sql AS 'SELECT * FROM shop.customer';
CREATE PROCEDURE close_month(month date) LANGUAGE sql AS 'SELECT';
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
CREATE TRIGGER touch BEFORE UPDATE ON "order" FOR EACH ROW EXECUTE FUNCTION touch();
ALTER TABLE invoice ENABLE ROW LEVEL SECURITY;
CREATE POLICY all_of_them ON invoice USING (true);
