# How long a change waits for a lock, and what it says of who holds it.
use strict;
use warnings;
use FluxTest;
use IPC::Run;
use Test::More;

my $node = start_node('main');
create_database($node, 'app');
run_sql($node, 'app', q{CREATE SCHEMA app; CREATE TABLE app.t (i int); CREATE TABLE app.t2 (i int);});

my ($in, $out, $err) = ("BEGIN; SELECT count(*) FROM app.t; SELECT count(*) FROM app.t2; SELECT 'pid', pg_backend_pid();\n", '', '');
my $other = IPC::Run::start([ 'psql', '-XAtq', '-d', $node->connstr('app') ], '<', \$in, '>', \$out, '2>', \$err);
$other->pump until $out =~ /pid\|(\d+)\n/;
my ($pid) = $out =~ /pid\|(\d+)/;

my $apply = q{SELECT count(*) FROM pg_flux.apply('CREATE TABLE t (i int, j int); CREATE TABLE t2 (i int)', schemas => '{app}')};
my ($status, $stdout, $stderr) = try_sql($node, 'app', "SET pg_flux.lock_timeout = '200ms'; $apply");
like($stderr, qr/ERROR:  55P03: canceling statement due to lock timeout\n/, 'a step that does not get its lock');
like($stderr, qr/DETAIL:  app\.t is locked by process $pid\.\n/, 'says of which table, and who holds it');
like($stderr, qr/HINT:  pg_flux\.lock_timeout is 200ms; end that transaction, or use pg_flux\.apply_online/, 'and what can be done');
is(run_sql($node, 'app', q{SELECT count(*) FROM pg_attribute WHERE attrelid = 'app.t'::regclass AND attname = 'j'}), '0', 'and leaves nothing');
my $start = time;
($status, $stdout, $stderr) = try_sql($node, 'app', "SET lock_timeout = '300ms'; $apply");
like($stderr, qr/HINT:  lock_timeout is 300ms;/, "the caller's own limit holds where it is shorter");
cmp_ok(time - $start, '<', 9, 'and is waited for');
($status, $stdout, $stderr) = try_sql($node, 'app', "SET lock_timeout = '300ms'; SET pg_flux.lock_timeout = 0; $apply");
like($stderr, qr/HINT:  lock_timeout is 300ms;/, 'also where pg_flux knows no limit');

# An online run, which goes on trying.
my ($nothing, $online_err) = ('', '');
my $online = IPC::Run::start([ 'psql', '-XAtq', '-d', $node->connstr('app'), '-c', "CALL pg_flux.apply_online('CREATE TABLE t (i int, j int); CREATE TABLE t2 (i int)', schemas => '{app}')" ],
    '<', \$nothing, '2>', \$online_err);
my $run = $node->poll_query_until('app', q{SELECT count(*) > 0 FROM pg_flux.progress WHERE under_way AND state = 'running'}) && run_sql($node, 'app', 'SELECT DISTINCT run FROM pg_flux.progress');
($status, $stdout, $stderr) = try_sql($node, 'app', $apply);
like($stderr, qr/ERROR:  55P03: online run $run is under way in this database\n/, 'no change waits for an online run');
like($stderr, qr/HINT:  Try again when it has ended\. See pg_flux\.progress\./, 'and no setting is said to help');

$in = "COMMIT;\n\\q\n";
$other->finish;
$online->finish;
is(run_sql($node, 'app', q{SELECT outcome FROM pg_flux.history}), 'done', 'once the other has ended, it is made');

$node->stop;
done_testing();
