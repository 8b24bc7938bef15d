# Roles that share a database: what one of them does to its own schemas neither stops the others nor speaks for theirs.
use strict;
use warnings;
use Digest::SHA qw(sha256_hex);
use FluxTest;
use Test::More;

my $node = start_node('main');
create_database($node, 'app');
run_sql($node, 'app', q{
    CREATE ROLE ann LOGIN;
    CREATE ROLE mallory LOGIN;
    CREATE SCHEMA app AUTHORIZATION ann;
    CREATE SCHEMA mallory AUTHORIZATION mallory;});

sub as
{
    my ($role, $sql) = @_;
    my ($stdout, $stderr) = ('', '');
    my $status = $node->psql('app', $sql, stdout => \$stdout, stderr => \$stderr,
        extra_params => [ '-v', 'VERBOSITY=verbose', '-U', $role ]);
    return ($status, $stdout, $stderr);
}
sub gets
{
    my ($role, $sql, $expected, $what) = @_;
    my ($status, $stdout, $stderr) = as($role, $sql);
    is($stdout, $expected, $what) or diag $stderr;
}
sub refused
{
    my ($role, $sql, $pattern, $what) = @_;
    my ($status, $stdout, $stderr) = as($role, $sql);
    like($stderr, qr/ERROR:  $pattern/, $what);
}

# Files of a repository.
my $table = q{'CREATE TABLE app.t (i int)', 'first', '{app}'};
my (undef, $first) = as('ann', "SELECT body FROM pg_flux.generate($table)");
gets('ann', "SELECT object FROM pg_flux.migrate('0001_first.sql', " . sql_literal($first) . ')', 'app.t', 'her first file');
my (undef, $his) = as('mallory', q{SELECT body FROM pg_flux.generate('CREATE TABLE mallory.t (i int)', 'his', '{mallory}')});
as('mallory', q{SELECT count(*) FROM pg_flux.apply('CREATE TABLE mallory.t (i int)', schemas => '{mallory}')});
gets('mallory', "SELECT pg_flux.baseline('9999_his.sql', " . sql_literal($his) . ')', '', 'his baseline');
my $more = q{'CREATE TABLE app.t (i int, j int)', 'more', '{app}'};
gets('ann', "SELECT filename FROM pg_flux.generate($more)", '0002_more.sql', 'does not count for her numbers');
my (undef, $second) = as('ann', "SELECT body FROM pg_flux.generate($more)");
gets('ann', "SELECT pg_flux.migration_status('0002_more.sql', " . sql_literal($second) . ')', 'pending', 'nor for her files');
my (undef, $hostile) = as('mallory', q{SELECT pg_flux.accept('SELECT 1;', schemas => '{app}')});
for my $function (qw(migrate baseline))
{
    refused('mallory', "SELECT pg_flux.$function('9998_x.sql', " . sql_literal($hostile) . ')', '42501: must be owner of schema app', "no $function for the schemas of others");
    my $none = $hostile =~ s/"schemas": ?\["app"\]/"schemas":[]/r;
    my $hash = sha256_hex(join("\n", grep { !/^-- pg_flux hash / } split /\n/, $none) =~ s/[ \t\n]+\z//r);
    $none =~ s/^(-- pg_flux hash ).*/$1$hash/m;
    refused('mallory', "SELECT pg_flux.$function('9998_x.sql', " . sql_literal($none) . ')', '22023: the file does not say which schemas', "nor for none");
}
gets('ann', "SELECT object FROM pg_flux.migrate('0002_more.sql', " . sql_literal($second) . ')', 'app.t.j', 'her second file');

# A transaction that sees an old state proves nothing.
for my $call (q{pg_flux.apply('CREATE TABLE app.t (i int)', schemas => '{app}')}, q{pg_flux.apply(plan => '{}')}, 'pg_flux.apply()', 'pg_flux.rollback()',
    q{pg_flux.adopt('{app}')}, q{pg_flux.migrate('', '')}, q{pg_flux.baseline('', '')})
{
    my $name = $call =~ s/\(.*//r;
    refused('ann', "BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT $call", "25001: \Q$name\E\\(\\) needs READ COMMITTED", "$call at another level");
}
refused('ann', q{SET default_transaction_isolation = serializable; CALL pg_flux.apply_online('CREATE TABLE app.t (i int)', schemas => '{app}')},
    '25001: pg_flux.apply_online\(\) needs', 'nor online');
gets('ann', q{BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT count(*) FROM pg_flux.diff('CREATE TABLE app.t (i int, j int)', schemas => '{app}')}, '0', 'a diff may');

# A plan of a superuser's is the owner's to apply, whatever the server shows to each of them.
run_sql($node, 'app', q{
    CREATE FOREIGN DATA WRAPPER w;
    CREATE SERVER s FOREIGN DATA WRAPPER w;
    CREATE USER MAPPING FOR mallory SERVER s OPTIONS (user 'm', password 'secret');
    SET client_min_messages = error;
    CREATE SUBSCRIPTION sub CONNECTION 'dbname=nowhere password=secret' PUBLICATION p WITH (connect = false);});
my $fingerprint = q{SELECT pg_flux.fingerprint('{app}')};
gets('ann', $fingerprint, run_sql($node, 'app', $fingerprint), 'one fingerprint for all');
my $plan = run_sql($node, 'app', q{SELECT pg_flux.plan('CREATE TABLE app.t (i int, j int, k int)', schemas => '{app}')});
gets('ann', 'SELECT object FROM pg_flux.apply(plan => ' . sql_literal($plan) . ')', 'app.t.k', "a superuser's plan, applied by the owner");

# What is kept between the transactions of an online run holds no secret, also where no step is about it.
my $secret = q{CREATE SERVER s FOREIGN DATA WRAPPER w; CREATE USER MAPPING FOR mallory SERVER s OPTIONS (user 'm', password 'secret');};
refused('postgres', 'CALL pg_flux.apply_online(' . sql_literal("$secret CREATE TABLE app.t (i int, j int, k int, l int)") . q{, schemas => '{app}')},
    '0A000: the source holds a secret', 'a source with a secret is not run online');
is(run_sql($node, 'app', 'SELECT count(*) FROM pg_flux.online'), '0', 'and not kept');

# The way back of one's own.
as('mallory', q{SELECT count(*) FROM pg_flux.apply('CREATE TABLE mallory.t (i int, j int)', schemas => '{mallory}')});
gets('ann', q{SELECT object FROM pg_flux.rollback(allow_hazards => '{ALL}')}, 'app.t.k', 'her newest change, though he made one after it');
gets('mallory', q{SELECT object FROM pg_flux.rollback(allow_hazards => '{ALL}')}, 'mallory.t.j', 'and his');

# An online run that was cut off.
as('mallory', q{INSERT INTO mallory.t VALUES (1), (1); CALL pg_flux.apply_online('CREATE TABLE mallory.t (i int UNIQUE)', schemas => '{mallory}')});
my $run = run_sql($node, 'app', q{SELECT DISTINCT run FROM pg_flux.progress});
like($run, qr/^\d+$/, 'his online run is unfinished');
my ($status, $stdout, $stderr) = as('ann', q{CALL pg_flux.apply_online('CREATE TABLE app.t (i int, j int, o int)', schemas => '{app}')});
is($status, 0, 'hers goes on all the same') or diag $stderr;
refused('ann', "CALL pg_flux.abandon($run)", '42501: run \d+ was begun by role mallory', 'it is not hers to abandon');
($status, $stdout, $stderr) = try_sql($node, 'app', "CALL pg_flux.abandon($run)");
is($status, 0, 'but the owner of the database gives it up') or diag $stderr;
is(run_sql($node, 'app', "SELECT outcome FROM pg_flux.history WHERE id = $run"), 'abandoned', 'it is over');
is(run_sql($node, 'app', q{SELECT count(*) FROM pg_class WHERE relname LIKE 'pg_flux_online%'}), '0', 'and leaves nothing behind');

$node->stop;
done_testing();
