# Fifty sessions that do DDL at once, with the ledger and its notifications: no row is lost, and nothing waits for ever.
use strict;
use warnings;
use FluxTest;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init;
$node->append_conf('postgresql.conf', "fsync = off\nautovacuum = off\nmax_connections = 80\ndeadlock_timeout = '200ms'");
$node->start;
create_database($node, 'app');
run_sql($node, 'app', q{CREATE SCHEMA c; CREATE TABLE c.shared (i int); SELECT pg_flux.adopt('{c}'); DELETE FROM pg_flux.ledger_entry});

my $script = PostgreSQL::Test::Utils::tempdir() . '/ddl.sql';
append_to_file($script, q{
CREATE TABLE c.t_:client_id (i int PRIMARY KEY);
BEGIN;
ALTER TABLE c.t_:client_id ADD j int;
ALTER TABLE c.shared ALTER i SET STATISTICS 10;
COMMIT;
CREATE INDEX ON c.t_:client_id (j);
DROP TABLE c.t_:client_id;
});
sub sessions
{
    my ($clients, $times) = @_;
    my ($stdout, $stderr) = run_command([ 'pgbench', '-n', '-f', $script, '-c', $clients, '-j', 4, '-t', $times, '-h', $node->host, '-p', $node->port, 'app' ]);
    like($stdout, qr/number of transactions actually processed: @{[$clients * $times]}\/@{[$clients * $times]}\b/, "$clients sessions") or diag($stderr);
    unlike($stderr, qr/ERROR|WARNING|aborted/, 'without an error');
}
sub rows { return run_sql($node, 'app', 'SELECT count(*) FROM pg_flux.ledger') }

sessions(1, 4);
my $each = rows() / 4;
ok($each >= 7, "$each rows each time");
run_sql($node, 'app', 'DELETE FROM pg_flux.ledger_entry');
sessions(50, 6);
is(rows(), $each * 300, 'no row is lost');
is(run_sql($node, 'app', 'SELECT count(*) - count(DISTINCT id) FROM pg_flux.ledger'), '0', 'nor a number used twice');
unlike(slurp_file($node->logfile), qr/deadlock detected/, 'no deadlock');

$node->stop;
done_testing();
