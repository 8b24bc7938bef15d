# The life of the extension in a database: created, dumped, restored, left alone by DROP SCHEMA public, dropped, upgraded.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init;
$node->append_conf('postgresql.conf', 'fsync = off');
$node->start;
my $bin = $node->config_data('--bindir');
my $scratch = PostgreSQL::Test::Utils::tempdir();

sub has_extension
{
    my ($server, $database) = @_;
    return $server->safe_psql($database, q{SELECT count(*) FROM pg_extension e JOIN pg_namespace n ON nspname = 'pg_flux' WHERE extname = 'pg_flux'});
}

$node->safe_psql('postgres', 'CREATE DATABASE one');
$node->safe_psql('one', 'CREATE EXTENSION pg_flux; CREATE TABLE t (i int)');
is(has_extension($node, 'one'), 1, 'created');
my $version = $node->safe_psql('one', 'SELECT pg_flux.version()');
like($version, qr/^\d+\.\d+\.\d+$/, 'a version');
$node->safe_psql('one', q{SELECT pg_flux.apply('CREATE TABLE t (i int, n text)')});
my $history = $node->safe_psql('one', 'SELECT * FROM pg_flux.history');
like($history, qr/apply.*ADD COLUMN/, 'a change, and its row');

# Dump and restore, both formats.
$node->command_ok([ 'pg_dump', '-f', "$scratch/one.sql", $node->connstr('one') ], 'pg_dump, plain');
$node->safe_psql('postgres', 'CREATE DATABASE two');
$node->command_ok([ 'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-f', "$scratch/one.sql", $node->connstr('two') ], 'restored by psql');
is(has_extension($node, 'two'), 1, 'is there after a plain restore');
is($node->safe_psql('two', 'SELECT pg_flux.version()'), $version, 'works after a plain restore');
$node->command_ok([ 'pg_dump', '-Fc', '-f', "$scratch/one.dump", $node->connstr('one') ], 'pg_dump, custom');
$node->safe_psql('postgres', 'CREATE DATABASE three');
$node->command_ok([ 'pg_restore', '-e', '-d', $node->connstr('three'), "$scratch/one.dump" ], 'restored by pg_restore');
is(has_extension($node, 'three'), 1, 'is there after pg_restore');
is($node->safe_psql($_, 'SELECT * FROM pg_flux.history'), $history, "the history is restored: $_") for 'two', 'three';
$node->safe_psql('two', q{SELECT pg_flux.apply('CREATE TABLE t (i int, n text, x int)')});
is($node->safe_psql('two', 'SELECT max(id) FROM pg_flux.history'), 2, 'and goes on');
unlike(slurp_file("$scratch/one.sql"), qr/CREATE (FUNCTION|SCHEMA|TABLE|VIEW) pg_flux/, 'members are not dumped by themselves');

# It belongs to no schema of the user's.
$node->safe_psql('two', 'DROP SCHEMA public CASCADE');
is(has_extension($node, 'two'), 1, 'outlives DROP SCHEMA public CASCADE');

# It leaves nothing behind.
$node->safe_psql('three', 'DROP EXTENSION pg_flux');
is($node->safe_psql('three', q{SELECT count(*) FROM pg_namespace WHERE nspname = 'pg_flux'}), 0, 'DROP EXTENSION takes the schema along');
is($node->safe_psql('three', q{SELECT (SELECT count(*) FROM pg_am WHERE amname ~ '^pg_flux') + (SELECT count(*) FROM pg_event_trigger)}), 0, 'and all else');
$node->safe_psql('three', 'CREATE EXTENSION pg_flux');
is(has_extension($node, 'three'), 1, 'and can be created again');

# Only a superuser installs it.
$node->safe_psql('three', 'DROP EXTENSION pg_flux; CREATE ROLE alice LOGIN; GRANT ALL ON DATABASE three TO alice');
my ($status, undef, $stderr) = $node->psql('three', 'CREATE EXTENSION pg_flux', extra_params => [ '-U', 'alice' ]);
isnt($status, 0, 'an ordinary role cannot create it');
like($stderr, qr/permission denied to create extension/, 'and is told so');

# pg_upgrade, the documented way: the new server is told that schemas may begin with pg_.
$node->safe_psql('postgres', 'DROP DATABASE three');
$node->stop;
my $new = PostgreSQL::Test::Cluster->new('new');
$new->init;
chdir $scratch;
my @upgrade = (
    'pg_upgrade', '--no-sync', '-d', $node->data_dir, '-D', $new->data_dir, '-b', $bin, '-B', $bin,
    '-s', $new->host, '-p', $node->port, '-P', $new->port);
@upgrade = grep { $_ ne '--no-sync' } @upgrade if $node->pg_version < 15;
command_ok([ @upgrade, '-O', '-c allow_system_table_mods=on' ], 'pg_upgrade');
$new->start;
is(has_extension($new, 'one'), 1, 'is there after pg_upgrade');
is($new->safe_psql('one', 'SELECT pg_flux.version()'), $version, 'works after pg_upgrade');
$new->stop;

done_testing();
