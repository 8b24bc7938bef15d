# The command of docs/migrations.md runs a folder of files, in order, once.
use strict;
use warnings;
use FluxTest;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = start_node('main');
create_database($node, 'app');
run_sql($node, 'app', 'CREATE SCHEMA app');
my ($command) = slurp_file('docs/migrations.md') =~ /```sh\n(.*?)```/s;
ok($command, 'the command is there');
my $dir = PostgreSQL::Test::Utils::tempdir();
mkdir "$dir/migrations";

my $table = 'CREATE TABLE t (i int PRIMARY KEY';
sub generate
{
    my ($source) = @_;
    my $call = "pg_flux.generate(\$\$$source\$\$, 'it''s', '{app}')";
    append_to_file("$dir/migrations/" . run_sql($node, 'app', "SELECT filename FROM $call"), run_sql($node, 'app', "SELECT body FROM $call") . "\n");
}
sub migrate_all
{
    $ENV{PGHOST} = $node->host; $ENV{PGPORT} = $node->port; $ENV{PGDATABASE} = 'app';
    return run_command([ 'bash', '-c', "cd '$dir'; $command" ]);
}

generate("$table)");
my ($stdout, $stderr) = migrate_all();
like($stdout, qr/create\s*\|\s*table\s*\|\s*app\.t/, 'the first file is run');
# As large as no argument of a command may be.
generate("$table, n text); COMMENT ON TABLE t IS '" . ('x' x 200_000) . "'");
($stdout, $stderr) = migrate_all();
like($stdout, qr/app\.t\.n/, 'the second, a large one');
like($stderr, qr/0001_it_s\.sql" has been run already/, 'and the first is passed over');
is(run_sql($node, 'app', 'SELECT string_agg(filename, chr(32)) FROM pg_flux.migrations'), '0001_it_s.sql 0002_it_s.sql', 'both are known');
append_to_file("$dir/migrations/0001_it_s.sql", "\n-- a word\n");
($stdout, $stderr) = migrate_all();
like($stderr, qr/was changed after it was run/, 'a change is found');
$node->stop;
done_testing();
