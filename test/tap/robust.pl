# Nothing crashes the server: whatever is passed in, there is a result or an error with a SQLSTATE, and the next call works.
use strict;
use warnings;
use utf8;
use FluxTest;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = start_node('main');
create_database($node, 'app');
my $postmaster = $node->safe_psql('app', 'SELECT pg_postmaster_start_time()');

# A crash of one backend restarts all of them, but keeps the start time: so look for it in the log.
sub survives
{
    my ($what, $sql, $expected) = @_;
    my $position = -s $node->logfile;
    my ($status, $stdout, $stderr) = try_sql($node, 'app', $sql);
    my $log = substr(slurp_file($node->logfile), $position);
    ok($log !~ /terminated by signal|PANIC|server closed the connection/ && $stderr !~ /server closed the connection/, "$what: no crash");
    my $answered = $status == 0 ? 'a result' : $stderr =~ /ERROR:  ([0-9A-Z]{5}):/ ? $1 : "no SQLSTATE: $stderr";
    like($answered, $expected // qr/^(a result|[0-9A-Z]{5})$/, "$what: $answered");
    unlike($answered, qr/^XX000/, "$what: not an internal error") or diag(substr($stderr, 0, 1000));
}
sub diff { return 'SELECT count(*) FROM pg_flux.diff(' . sql_literal($_[0]) . q{, schemas => '{public}')}; }

my %sources = (
    'nothing' => [ '', qr/result/ ],
    'blanks' => [ " \n\t;; ;\r\n", qr/result/ ],
    'comments' => [ "-- a\n/* b /* c */ */", qr/result/ ],
    'half a statement' => [ 'CREATE TABLE', qr/42601|FX000/ ],
    'no SQL at all' => [ 'Lorem ipsum dolor', qr/42601|FX000/ ],
    'an open quote' => [ "CREATE TABLE t (i int DEFAULT 'x", qr/42601|FX000/ ],
    'an open dollar quote' => [ 'CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1', qr/42601|FX000/ ],
    'an open comment' => [ 'CREATE TABLE t (i int); /* and', qr/42601|FX000/ ],
    'an open identifier' => [ 'CREATE TABLE "t (i int)', qr/42601|FX000/ ],
    'an empty identifier' => [ 'CREATE TABLE "" (i int)', qr/42601|FX000/ ],
    'psql commands' => [ "\\connect elsewhere\n\\! true\nCREATE TABLE t (i int);\n\\restrict x\n", undef ],
    'ten million parentheses' => [ '(' x 10_000_000, qr/42601|54001|FX000|54000/ ],
    'a view of many parentheses' => [ 'CREATE VIEW v AS SELECT ' . '(' x 100_000 . '1' . ')' x 100_000, undef ],
    'a view of many sums' => [ 'CREATE VIEW v AS SELECT ' . '1+' x 60_000 . '1', undef ],
    'a view of many minus signs' => [ 'CREATE VIEW v AS SELECT ' . '- ' x 60_000 . '1', undef ],
    'a view of many NOTs' => [ 'CREATE VIEW v AS SELECT ' . 'NOT ' x 60_000 . 'true', undef ],
    'a view of many casts' => [ 'CREATE VIEW v AS SELECT 1' . '::int' x 30_000, undef ],
    'a view of many collations' => [ q{CREATE VIEW v AS SELECT 'a'} . ' COLLATE "C"' x 30_000, undef ],
    'a view of many unions' => [ 'CREATE VIEW v AS SELECT 1' . ' UNION SELECT 1' x 10_000, undef ],
    'a view of many joins' => [ 'CREATE VIEW v AS SELECT 1 FROM (SELECT 1) a0' . join('', map { " CROSS JOIN (SELECT 1) a$_" } 1 .. 3000), undef ],
    'a default of many brackets' => [ 'CREATE TABLE t (i int[] DEFAULT ' . 'ARRAY[' x 20_000 . '1' . ']' x 20_000 . ')', undef ],
    'a function of many parentheses' => [
        'CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN ' . '(' x 50_000 . '1' . ')' x 50_000 . '; END $$', undef ],
    'a function of nonsense' => [ 'CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ lorem ipsum $$', undef ],
    'too many columns' => [ 'CREATE TABLE t (' . join(',', map { "c$_ int" } 1 .. 1700) . ')', undef ],
    'a comment of a megabyte' => [ "CREATE TABLE t (i int); COMMENT ON TABLE t IS '" . 'x' x 1_000_000 . "'", qr/result/ ],
    'ten thousand statements' => [ join('', map { "CREATE TYPE e$_ AS ENUM ('a');" } 1 .. 2000), qr/result/ ],
    'a directive of nonsense' => [ "-- pg_flux: \nCREATE TABLE t (i int -- pg_flux: renamed from\n);", undef ],
    'windows line ends' => [ "CREATE TABLE t (\r\n  i int\r\n);\r\n", qr/result/ ],
    'SELECT' => [ 'SELECT 1', qr/FX006/ ],
    'INSERT' => [ 'CREATE TABLE t (i int); INSERT INTO t VALUES (1)', qr/FX006/ ],
    'DO' => [ 'DO $$ BEGIN END $$', qr/FX006/ ],
    'COMMIT' => [ 'CREATE TABLE t (i int); COMMIT', qr/FX006/ ],
    'a table of the shadow kind' => [ 'CREATE TABLE t (i int) USING pg_flux_shadow', undef ],
);
survives($_, diff($sources{$_}[0]), $sources{$_}[1]) for sort keys %sources;

# Bytes that are no text never reach us, but the error must be PostgreSQL's own.
survives('invalid encoding', "SELECT count(*) FROM pg_flux.diff(E'CREATE TABLE t (i int) -- \\xff')", qr/22021/);

# NULL and odd arguments, in every function.
survives("NULL to $_", "SELECT * FROM pg_flux.$_")
  for ('diff(NULL)', 'diff(NULL, NULL)', "diff('', NULL)", "apply(NULL::text)", "apply('', NULL, NULL, NULL)", 'model(NULL)',
    'fingerprint(NULL)', 'dump(NULL)', 'dump(NULL, NULL)', "diff('', '{}')", "diff('', '{NULL}')", "diff('', '{pg_catalog}')",
    "diff('', '{pg_flux}')", "diff('', '{information_schema}')", "diff('', '{no_such_schema}')", "diff('', '{public,public}')",
    "dump('{public}', 'no such layout')", "model('{no_such_schema}')", "apply('', '{public}', '{NO_SUCH_HAZARD}')");

# Names of every kind, up to 63 bytes.
my $odd = qq{a "b" 'c' \\ \$\$ -- /* . ; \n x};
my $long = 'ü' x 31;
my %quoted = map { my $q = $_; $q =~ s/"/""/g; ($_ => qq{"$q"}) } ($odd, $long);
my ($o, $l) = map { $quoted{$_} } ($odd, $long);
my $named = qq{
    CREATE TYPE public.$o AS ENUM ('it''s', E'back\\\\slash\\nline', '"');
    CREATE TABLE public.$l ($o public.$o DEFAULT 'it''s', $l text CONSTRAINT $o CHECK ($l <> E'\\n''' ), PRIMARY KEY ($o));
    CREATE INDEX "i i" ON public.$l ($l);
    CREATE VIEW public."v v" AS SELECT $o AS $l, $l AS $o FROM public.$l;
    CREATE FUNCTION public.$o($o text, $l int DEFAULT 3) RETURNS text LANGUAGE sql AS 'SELECT \$1';
    COMMENT ON TABLE public.$l IS E'it''s\\n-- "x" \\\\ \$\$';
    COMMENT ON COLUMN public.$l.$o IS 'c';
    COMMENT ON FUNCTION public.$o(text, int) IS 'f';
};
survives('odd names', diff($named), qr/result/);
survives('odd names, applied', 'SELECT count(*) FROM pg_flux.apply(' . sql_literal($named) . q{, schemas => '{public}')}, qr/result/);
is(run_sql($node, 'app', diff($named)), '0', 'and nothing is left to do');
my $dump = run_sql($node, 'app', q{SELECT sql FROM pg_flux.dump('{public}')});
is(run_sql($node, 'app', diff($dump)), '0', 'the dump of odd names fed back');
survives('odd names, dropped', q{SELECT count(*) FROM pg_flux.apply('', schemas => '{public}', allow_hazards => '{ALL}')}, qr/result/);
is(run_sql($node, 'app', q{SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace}), '0', 'all of it');

# Calls within calls.
run_sql($node, 'app', q{
    CREATE SCHEMA aside;
    CREATE FUNCTION aside.steps(source text) RETURNS bigint LANGUAGE plpgsql AS $$
    BEGIN RETURN (SELECT count(*) FROM pg_flux.diff(source, schemas => '{public}')); END $$;
    CREATE FUNCTION aside.nested() RETURNS int LANGUAGE plpgsql AS $$
    BEGIN PERFORM pg_flux.diff('CREATE TABLE public.n (i int)', schemas => '{public}'); RETURN 1; END $$;});
is(run_sql($node, 'app', q{SELECT aside.steps('CREATE TABLE t (i int)')}), '1', 'in a function');
is(run_sql($node, 'app', q{SELECT count(*) FROM generate_series(1, 3), LATERAL pg_flux.diff('CREATE TABLE t (i int)', '{public}')}), '3', 'in a join');
survives('a diff in the middle of a diff',
    diff('CREATE TABLE p (i int) PARTITION BY RANGE (i); CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (aside.nested()) TO (9)'));
survives('a cursor', q{BEGIN; DECLARE c CURSOR FOR SELECT * FROM pg_flux.diff('CREATE TABLE t (i int)', '{public}'); FETCH 1 FROM c; COMMIT}, qr/result/);
survives('a prepared statement', q{PREPARE p AS SELECT count(*) FROM pg_flux.diff($1, '{public}'); EXECUTE p('CREATE TABLE t (i int)'); EXECUTE p('')}, qr/result/);

# Where nothing can be written.
survives('diff, read only', 'BEGIN READ ONLY; ' . diff('CREATE TABLE t (i int)'), qr/25006/);
survives("$_, read only", "BEGIN READ ONLY; SELECT count(*) FROM pg_flux.$_ AS x", qr/result/)
  for (q{model('{public}')}, q{fingerprint('{public}')}, q{dump('{public}')});

# A thousand errors leave no memory behind.
my $grown = run_sql($node, 'app', q{
    SELECT pg_backend_pid() AS pid \gset
    \setenv FLUX_BACKEND :pid
    DO $do$ BEGIN FOR i IN 1 .. 50 LOOP BEGIN PERFORM pg_flux.diff('CREATE VIEW v AS SELECT nothing', '{public}'); EXCEPTION WHEN OTHERS THEN NULL; END; END LOOP; END $do$;
    \! sed -n 's/^VmRSS:[^0-9]*\([0-9]*\) kB/\1/p' /proc/$FLUX_BACKEND/status
    DO $do$ BEGIN FOR i IN 1 .. 1000 LOOP BEGIN PERFORM pg_flux.diff('CREATE VIEW v AS SELECT nothing', '{public}'); EXCEPTION WHEN OTHERS THEN NULL; END; END LOOP; END $do$;
    \! sed -n 's/^VmRSS:[^0-9]*\([0-9]*\) kB/\1/p' /proc/$FLUX_BACKEND/status
});
my ($first, $last) = split /\s+/, $grown;
cmp_ok($last - $first, '<', 20_000, "a thousand errors: $first kB, then $last kB");

is($node->safe_psql('app', 'SELECT pg_postmaster_start_time()'), $postmaster, 'the same server all along');
unlike(slurp_file($node->logfile), qr/terminated by signal|PANIC/, 'and no backend has died');

# On a standby what reads works, what writes says why not.
$node->append_conf('postgresql.conf', "wal_level = replica\nmax_wal_senders = 5");
$node->append_conf('pg_hba.conf', 'local replication all trust');
$node->restart;
run_sql($node, 'app', 'CREATE TABLE public.t (i int)');
$node->backup('base', backup_options => ['--checkpoint=fast']);
my $standby = PostgreSQL::Test::Cluster->new('standby');
$standby->init_from_backup($node, 'base', has_streaming => 1);
$standby->start;
$node->wait_for_catchup($standby, 'replay', $node->lsn('write'));
is(run_sql($standby, 'app', q{SELECT pg_flux.fingerprint('{public}')}), run_sql($node, 'app', q{SELECT pg_flux.fingerprint('{public}')}), 'fingerprint on a standby');
is(run_sql($standby, 'app', q{SELECT sql FROM pg_flux.dump('{public}')}), run_sql($node, 'app', q{SELECT sql FROM pg_flux.dump('{public}')}), 'dump on a standby');
is(run_sql($standby, 'app', q{SELECT pg_flux.model('{public}')}), run_sql($node, 'app', q{SELECT pg_flux.model('{public}')}), 'model on a standby');
for my $call (q{diff('')}, q{plan('')}, q{apply('')}, q{drift('')}, q{verify('')}, q{check_sync('')})
{
    my (undef, undef, $stderr) = try_sql($standby, 'app', "SELECT * FROM pg_flux.$call AS x");
    like($stderr, qr/ERROR:  25006: .*recovery/, "$call on a standby is refused, and says why");
}
$standby->stop;
$node->stop;
done_testing();
