# A week in the life of a database that somebody changes by hand: each change is found, named, attributed and taken back by the SQL that
# drift offers. Then what is no drift at all, what happens on a standby, in a dump and after the end of the extension.
use strict;
use warnings;
use FluxTest;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init(allows_streaming => 1);
$node->append_conf('postgresql.conf', "fsync = off\nautovacuum = off");
$node->start;
create_database($node, 'app');
run_sql($node, 'app', 'CREATE ROLE joe SUPERUSER LOGIN; CREATE ROLE reader; CREATE ROLE clerk');

my $source = q{
    CREATE SCHEMA app;
    CREATE EXTENSION citext SCHEMA app VERSION '1.4';
    CREATE TYPE app.mood AS ENUM ('sad', 'glad', 'mad');
    CREATE DOMAIN app.amount AS int DEFAULT 1 NOT NULL CHECK (VALUE > 0);
    CREATE TABLE app.customer (id bigint GENERATED ALWAYS AS IDENTITY (START 10) PRIMARY KEY, name text COLLATE "C" DEFAULT 'a', m app.mood,
        age int CHECK (age IN (1, 2, 3)), code text UNIQUE, price app.amount, twice int GENERATED ALWAYS AS (age * 2) STORED);
    CREATE TABLE app.orders (id int PRIMARY KEY, customer bigint REFERENCES app.customer, "Note" text, CONSTRAINT u UNIQUE (customer) INCLUDE (id));
    CREATE TABLE app.base (b int);
    CREATE TABLE app.child (c int) INHERITS (app.base);
    CREATE TABLE app.log (at date NOT NULL, t text) PARTITION BY RANGE (at);
    CREATE TABLE app.log_1 PARTITION OF app.log FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
    CREATE TABLE app.log_2 PARTITION OF app.log FOR VALUES FROM ('2026-02-01') TO ('2026-03-01');
    CREATE INDEX by_name ON app.customer (name) WHERE age > 1;
    CREATE VIEW app.pairs AS SELECT c.id, o.id AS other, 'Word' AS word FROM app.customer c JOIN app.orders o ON o.customer = c.id;
    CREATE FUNCTION app.f() RETURNS text LANGUAGE sql AS $$ SELECT 'Abc' $$;
    CREATE FUNCTION app.changed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
    CREATE TRIGGER changed BEFORE UPDATE ON app.customer FOR EACH ROW EXECUTE FUNCTION app.changed();
    ALTER TABLE app.customer ENABLE ROW LEVEL SECURITY;
    CREATE POLICY own ON app.customer USING (name = CURRENT_USER);
    GRANT SELECT ON app.customer TO reader;
    GRANT USAGE ON SCHEMA app TO clerk;
    ALTER TABLE app.customer OWNER TO clerk;
};
my $literal = sql_literal($source);
run_sql($node, 'app', "SELECT count(*) FROM pg_flux.apply($literal)");

sub drift
{
    my ($server) = @_;
    return run_sql($server // $node, 'app', q{SELECT concat_ws('|', kind, object, change, coalesce(attribute, '-'), coalesce(by, '?')) FROM pg_flux.drift()});
}
$SIG{__DIE__} = sub { diag(@_) };
is(drift(), '', 'no drift after apply');
is(run_sql($node, 'app', "SELECT count(*) FROM pg_flux.drift($literal)"), '0', 'nor from the source');

sub by_joe
{
    my ($sql) = @_;
    my ($stdout, $stderr) = ('', '');
    my $status = $node->psql('app', "SET application_name = 'nightshift'; $sql", stdout => \$stdout, stderr => \$stderr, extra_params => [ '-U', 'joe' ]);
    fail("$sql: $stderr") if $status;
    return $stderr;
}

# Runs what drift offers, from top to bottom, each row by itself.
sub repair
{
    my ($status, undef, $stderr) = try_sql($node, 'app', "\\set ON_ERROR_STOP on\nSELECT repair FROM pg_flux.drift() WHERE repair IS NOT NULL \\gexec");
    return $status ? $stderr : drift();
}

# What is done, and what drift says of it: kind|object|change|attribute|by.
sub day
{
    my ($what, $sql, @expected) = @_;
    my $stderr = by_joe($sql);
    unlike($stderr, qr/ledger/, "$what: the ledger takes it");
    my %found = map { $_ => 1 } split /\n/, drift();
    for my $row (@expected) { ok($found{$row}, "$what: $row") or diag(join "\n", sort keys %found); }
    is(repair(), '', "$what: repaired") or diag(run_sql($node, 'app', 'SELECT pg_flux.drift_text()'));
}

day('a default of other case', q{ALTER TABLE app.customer ALTER name SET DEFAULT 'A'}, 'column|app.customer.name|changed|default|joe');
day('a column dropped and added again', 'ALTER TABLE app.orders DROP COLUMN "Note"; ALTER TABLE app.orders ADD COLUMN "Note" varchar(7)', 'column|app.orders."Note"|changed|type|joe');
day('a column gone', 'ALTER TABLE app.orders DROP COLUMN "Note"', 'column|app.orders."Note"|missing|-|joe');
day('a column more', 'ALTER TABLE app.orders ADD COLUMN extra int', 'column|app.orders.extra|undeclared|-|joe');
day('a body of other case', q{CREATE OR REPLACE FUNCTION app.f() RETURNS text LANGUAGE sql AS $$ SELECT 'abc' $$}, 'function|app.f()|changed|body|joe');
day('a grant widened', 'GRANT UPDATE, SELECT ON app.customer TO reader WITH GRANT OPTION', 'table|app.customer|changed|privileges|joe');
day('a column granted', 'GRANT UPDATE (name) ON app.customer TO reader', 'column|app.customer.name|changed|privileges|joe');
day('a policy loosened', 'ALTER POLICY own ON app.customer USING (true)', 'policy|own on app.customer|changed|using|joe');
day('row security off', 'ALTER TABLE app.customer DISABLE ROW LEVEL SECURITY', 'table|app.customer|changed|row_security|joe');
day('an enum reordered', q{ALTER TYPE app.mood RENAME VALUE 'sad' TO 'x'; ALTER TYPE app.mood RENAME VALUE 'mad' TO 'sad'; ALTER TYPE app.mood RENAME VALUE 'x' TO 'mad'},
    'enum|app.mood|changed|labels|joe');
day('a table renamed twice', 'ALTER TABLE app.customer RENAME TO client; ALTER TABLE app.client RENAME TO patron', 'table|app.customer|changed|name|joe');
day('renamed and changed', q{ALTER TABLE app.customer RENAME TO client; ALTER TABLE app.client RENAME name TO title; ALTER TABLE app.client ALTER title SET DEFAULT 'z'},
    'table|app.customer|changed|name|joe', 'column|app.customer.name|changed|name|joe', 'column|app.customer.name|changed|default|joe');
day('a function renamed', 'ALTER FUNCTION app.f() RENAME TO g', 'function|app.f()|changed|name|joe');
day('a partition detached', 'ALTER TABLE app.log DETACH PARTITION app.log_2', 'table|app.log_2|changed|bound|joe');
day('a partition gone', 'DROP TABLE app.log_2', 'table|app.log_2|missing|-|joe');
day('a bound moved', q{ALTER TABLE app.log DETACH PARTITION app.log_2; ALTER TABLE app.log ATTACH PARTITION app.log_2 FOR VALUES FROM ('2026-02-01') TO ('2026-04-01')},
    'table|app.log_2|changed|bound|joe');
day('another owner', 'ALTER TABLE app.customer OWNER TO reader', 'table|app.customer|changed|owner|joe');
day('a check of other values', 'ALTER TABLE app.customer DROP CONSTRAINT customer_age_check; ALTER TABLE app.customer ADD CONSTRAINT customer_age_check CHECK (age IN (1, 2, 4))',
    'constraint|customer_age_check on app.customer|changed|definition|joe');
day('a key gone', 'ALTER TABLE app.orders DROP CONSTRAINT orders_pkey', 'constraint|orders_pkey on app.orders|missing|-|joe');
day('a key without its included column', 'ALTER TABLE app.orders DROP CONSTRAINT u; ALTER TABLE app.orders ADD CONSTRAINT u UNIQUE (customer)', 'constraint|u on app.orders|changed|definition|joe');
day('a domain changed', 'ALTER DOMAIN app.amount SET DEFAULT 2; ALTER DOMAIN app.amount DROP NOT NULL', 'domain|app.amount|changed|default|joe', 'domain|app.amount|changed|not_null|joe');
day('a view of other words', q{CREATE OR REPLACE VIEW app.pairs AS SELECT c.id, o.id AS other, 'word' AS word FROM app.customer c JOIN app.orders o ON o.customer = c.id}, 'view|app.pairs|changed|definition|joe');
day('a view of other columns', q{CREATE OR REPLACE VIEW app.pairs AS SELECT o.customer AS id, o.id AS other, 'Word' AS word FROM app.customer c JOIN app.orders o ON o.customer = c.id}, 'view|app.pairs|changed|definition|joe');
day('a collation gone', 'DROP INDEX app.by_name; ALTER TABLE app.customer DISABLE ROW LEVEL SECURITY; DROP POLICY own ON app.customer; ALTER TABLE app.customer ALTER name TYPE text COLLATE "default"',
    'column|app.customer.name|changed|collation|joe', 'policy|own on app.customer|missing|-|joe', 'index|app.by_name|missing|-|joe');
day('a view of more columns', q{CREATE OR REPLACE VIEW app.pairs AS SELECT c.id, o.id AS other, 'Word' AS word, 1 AS more FROM app.customer c JOIN app.orders o ON o.customer = c.id; COMMENT ON COLUMN app.pairs.more IS 'm'},
    'view|app.pairs|changed|definition|joe');
day('a domain of other checks', 'ALTER DOMAIN app.amount DROP CONSTRAINT amount_check; ALTER DOMAIN app.amount ADD CONSTRAINT amount_check CHECK (VALUE > 1)',
    'domain constraint|amount_check on app.amount|changed|expression|joe');
day('replica identity', 'ALTER TABLE app.customer REPLICA IDENTITY FULL', 'table|app.customer|changed|replica_identity|joe');
day('no more inherited', 'ALTER TABLE app.child NO INHERIT app.base', 'table|app.child|changed|inherits|?');
day('identity by default', 'ALTER TABLE app.customer ALTER id SET GENERATED BY DEFAULT', 'column|app.customer.id|changed|identity|joe');
day('a trigger disabled', 'ALTER TABLE app.customer DISABLE TRIGGER changed', 'trigger|changed on app.customer|changed|enabled|joe');
day('a comment', q{COMMENT ON COLUMN app.customer.name IS 'theirs'}, 'column|app.customer.name|changed|comment|joe');
day('within a function', q{DO $$ BEGIN EXECUTE 'ALTER TABLE app.customer ALTER age SET NOT NULL'; END $$}, 'column|app.customer.age|changed|not_null|joe');
day('by an API that is somebody else', 'SET ROLE clerk; ALTER TABLE app.customer ALTER age SET STATISTICS 7', 'column|app.customer.age|changed|statistics|clerk (session joe)');

# No event trigger sees these: found all the same, and nobody is blamed.
day('in replica mode', 'SET session_replication_role = replica; ALTER TABLE app.customer ALTER age SET DEFAULT 3', 'column|app.customer.age|changed|default|?');
day('by hand in the catalogs', q{UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'app.by_name'::regclass}, 'index|app.by_name|changed|valid|?');
day('with the triggers disabled', 'ALTER EVENT TRIGGER pg_flux_command DISABLE; CREATE TABLE app.unseen (); ALTER EVENT TRIGGER pg_flux_command ENABLE', 'table|app.unseen|undeclared|-|?');

# An extension can go forward only.
by_joe('ALTER EXTENSION citext UPDATE');
like(drift(), qr/^extension\|citext\|changed\|version\|joe$/m, 'an extension upgraded');
is(run_sql($node, 'app', q{SELECT count(*) FROM pg_flux.ledger WHERE command = 'ALTER EXTENSION'}), '1', 'one row for all that its script did');
run_sql($node, 'app', q{SELECT pg_flux.adopt('{app}')});
is(drift(), '', 'adopted');

like(run_sql($node, 'app', q{SELECT DISTINCT client || '|' || statement FROM pg_flux.drift() UNION ALL
    SELECT application || '|' || statement FROM pg_flux.ledger WHERE command = 'ALTER POLICY' AND run IS NULL AND application = 'nightshift'}),
    qr/^nightshift\|ALTER POLICY own ON app.customer USING \(true\)$/, 'application and statement');
is(run_sql($node, 'app', q{SELECT string_agg(was, ' ' ORDER BY id) FROM pg_flux.blame('app.customer') WHERE kind = 'table' AND was IS NOT NULL AND role = 'joe'}),
    'app.customer app.client app.customer', 'blame through renames');

# What others take for drift, one line of ordinary SQL each.
my $ordinary = q{
    CREATE SCHEMA plain;
    CREATE TABLE plain.t (a timestamptz(3), b time(2), c timestamp(0), d interval day to second(3), e int DEFAULT -1, f int DEFAULT NULL, g bit(3) DEFAULT B'101',
        h varchar(10) DEFAULT 'x', i numeric(10, 2) DEFAULT 1.50, j text[] DEFAULT ARRAY[]::text[], k date DEFAULT CURRENT_DATE, l timestamptz DEFAULT now() - interval '1 day',
        m jsonb DEFAULT '{}', n text COLLATE "C", o serial, p bool DEFAULT false);
    CREATE TABLE plain.k (x int, y int, PRIMARY KEY (x, y), UNIQUE (y) DEFERRABLE INITIALLY DEFERRED, CHECK (x NOT IN (1, 2)), CHECK (y = 1 OR y BETWEEN 3 AND 4 OR y::text LIKE 'a%'));
    CREATE INDEX ON plain.t (a) WHERE a > '2020-01-01' AND (h LIKE 'x%' OR h NOT BETWEEN 'a' AND 'b');
    CREATE INDEX ON plain.t USING brin (a) WITH (pages_per_range = 32);
    CREATE VIEW plain.v AS WITH w AS (SELECT * FROM plain.t) SELECT *, CASE WHEN e > 1 THEN 'a' END AS r, row_number() OVER (ORDER BY e) AS s, extract(year FROM a) AS u,
        d + interval '1 day' AS q, (SELECT max(x) FROM plain.k) AS z FROM w;
    CREATE RECURSIVE VIEW plain.r (n) AS VALUES (1) UNION ALL SELECT n + 1 FROM r WHERE n < 10;
    CREATE VIEW plain.c AS SELECT x, y FROM plain.k WHERE x > 3 WITH CASCADED CHECK OPTION;
    CREATE MATERIALIZED VIEW plain.m AS SELECT x FROM plain.k WITH NO DATA;
    CREATE TYPE plain.span AS RANGE (subtype = numeric);
    CREATE STATISTICS plain.s ON (e + f), h FROM plain.t;
    CREATE POLICY mine ON plain.t TO CURRENT_USER USING (h = CURRENT_USER::text);
    CREATE FUNCTION plain.f(a int, VARIADIC b text[] DEFAULT '{}') RETURNS TABLE (x int, y text) LANGUAGE plpgsql AS $$ BEGIN END $$;
    CREATE TABLE plain.p (id int, at date) PARTITION BY LIST (id);
    CREATE TABLE plain.p1 (id int, at date);
    ALTER TABLE plain.p ATTACH PARTITION plain.p1 FOR VALUES IN (1, 2);
    CREATE FUNCTION plain.trg() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
    CREATE TRIGGER each_row AFTER INSERT ON plain.p FOR EACH ROW EXECUTE FUNCTION plain.trg();
    GRANT USAGE ON SCHEMA plain TO reader;
    CREATE PUBLICATION pub FOR TABLE plain.k;
};
run_sql($node, 'app', 'SELECT count(*) FROM pg_flux.apply(' . sql_literal($ordinary) . ')');
my $nothing = q{SELECT count(*) FROM pg_flux.drift()};
is(run_sql($node, 'app', $nothing), '0', 'ordinary SQL is no drift');
for my $setting ("search_path = app, plain, public", "DateStyle = 'German'", "IntervalStyle = 'iso_8601'", "TimeZone = 'Asia/Tokyo'", "extra_float_digits = -3", 'quote_all_identifiers = on')
{
    is(run_sql($node, 'app', "SET $setting; $nothing"), '0', "nor under $setting");
}
run_sql($node, 'app', 'REFRESH MATERIALIZED VIEW plain.m; INSERT INTO plain.k VALUES (5, 1); ANALYZE; REINDEX TABLE plain.t; CLUSTER plain.k USING k_pkey; ALTER TABLE plain.k SET WITHOUT CLUSTER; VACUUM FULL plain.k');
is(run_sql($node, 'app', $nothing), '0', 'nor is maintenance');
run_sql($node, 'app', 'ALTER TABLE plain.t ADD gone int; ALTER TABLE plain.t DROP gone');
is(run_sql($node, 'app', $nothing), '0', 'nor is the hole that a dropped column leaves');

# NOTIFY, of what comes from outside and no other.
my ($out, $err) = ('', '');
$node->psql('app', qq{LISTEN pg_flux_drift; COMMENT ON TABLE plain.k IS 'x'; CREATE TABLE public.unmanaged (); SELECT count(*) FROM pg_flux.apply($literal, allow_hazards => '{ALL}'); SELECT 1},
    stdout => \$out, stderr => \$err);
is(scalar(() = $out =~ /Asynchronous notification/g), 1, 'one notification');
like($out, qr/"command":"COMMENT","kind":"table","object":"plain.k","objects":1,"role":"\w+","txid":\d+/, 'its payload');
run_sql($node, 'app', 'COMMENT ON TABLE plain.k IS NULL; DROP TABLE public.unmanaged');

# The guard is set for a database, and whoever is not a superuser cannot get round it, library loaded or not.
run_sql($node, 'app', q{CREATE ROLE dev LOGIN; ALTER SCHEMA plain OWNER TO dev; ALTER DATABASE app SET pg_flux.guard = 'block'; SET pg_flux.guard = 'off'; SELECT pg_flux.adopt('{plain}')});
for my $try ('', q{SET pg_flux.guard = 'off';}, q{SELECT pg_flux.version(); SET pg_flux.guard = 'off';})
{
    ($out, $err) = ('', '');
    $node->psql('app', "$try CREATE TABLE plain.smuggled (i int)", stdout => \$out, stderr => \$err, extra_params => [ '-U', 'dev' ], on_error_stop => 0);
    like($err, qr/pg_flux guards plain.smuggled/, "guarded after: $try");
}
is(run_sql($node, 'app', q{SELECT count(*) FROM pg_class WHERE relname = 'smuggled'}), '0', 'and nothing is there');
run_sql($node, 'app', q{ALTER DATABASE app RESET pg_flux.guard; SET pg_flux.guard = 'off'; ALTER SCHEMA plain OWNER TO CURRENT_USER});
run_sql($node, 'app', q{SELECT pg_flux.adopt('{plain}')});

# A standby has it all, and drift runs there.
$node->backup('copy');
my $standby = PostgreSQL::Test::Cluster->new('standby');
$standby->init_from_backup($node, 'copy', has_streaming => 1);
$standby->start;
by_joe('ALTER TABLE plain.t RENAME TO tt; ALTER TABLE plain.tt ALTER e SET DEFAULT 9');
$node->wait_for_catchup($standby);
is(drift($standby), "table|plain.t|changed|name|joe\ncolumn|plain.t.e|changed|default|joe", 'drift on a standby');
$standby->promote;
$standby->poll_query_until('app', 'SELECT NOT pg_is_in_recovery()');
run_sql($standby, 'app', 'SELECT repair FROM pg_flux.drift() WHERE repair IS NOT NULL \gexec');
is(drift($standby), '', 'repaired where it was promoted');
$standby->stop;

# Dumped and restored: the baseline holds, names are known by name alone.
my $file = PostgreSQL::Test::Utils::tempdir() . '/app.sql';
$node->command_ok([ 'pg_dump', '-f', $file, $node->connstr('app') ], 'dumped');
$node->safe_psql('postgres', 'CREATE DATABASE again');
$node->command_ok([ 'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-f', $file, $node->connstr('again') ], 'restored');
is(run_sql($node, 'again', q{SELECT count(*) FILTER (WHERE kind = 'table' AND change <> 'changed') FROM pg_flux.drift()}), '2', 'a rename is two objects after a restore');
ok(run_sql($node, 'again', q{SELECT count(*) FROM pg_flux.ledger WHERE statement LIKE 'ALTER POLICY own%'}) > 0, 'the ledger came along');
run_sql($node, 'again', 'ALTER TABLE plain.tt RENAME TO t; ALTER TABLE plain.t ALTER e SET DEFAULT -1');
is(run_sql($node, 'again', $nothing), '0', 'and nothing else differs');
run_sql($node, 'again', 'CREATE TABLE plain.after (i int)');
ok(run_sql($node, 'again', q{SELECT count(*) FROM pg_flux.blame('plain.after')}) > 0, 'and it goes on');

# The end.
run_sql($node, 'again', 'DROP EXTENSION pg_flux; CREATE TABLE plain.free (); DROP TABLE plain.free');
is(run_sql($node, 'again', q{SELECT count(*) FROM pg_event_trigger WHERE evtname LIKE 'pg_flux%'}), '0', 'no trigger is left');
run_sql($node, 'again', 'CREATE EXTENSION pg_flux; CREATE TABLE plain.free ()');
is(run_sql($node, 'again', q{SELECT count(*) FROM pg_flux.ledger}), '1', 'a new ledger');

$node->stop;
done_testing();
