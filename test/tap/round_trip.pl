# For whole schemas, ours and other people's: what dump writes loads into an empty database and makes the same schema, differs
# from its own database in nothing, and leaves the same fingerprint behind.
use strict;
use warnings;
use FluxTest;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = start_node('main');
run_sql($node, 'postgres', slurp_file('demo/roles.sql'));

# FLUX_SCHEMAS is a folder that real-schemas has filled before.
my $real = $ENV{FLUX_SCHEMAS};
if (!$real)
{
    $real = PostgreSQL::Test::Utils::tempdir();
    my @names = qw(zabbix kea icinga icingadb icingaweb bacula powerdns roundcube freeradius ejabberd ttrss prelude rsyslog jabberd
      kamailio davical);
    system('test/bin/real-schemas', $real, @names);
}
my %files = map { m{([^/]+)\.sql$} ? ("real_$1" => $_) : () } glob("$real/*.sql");

sub round_trip
{
    my ($name) = @_;
    my $dump = run_sql($node, $name, 'SELECT sql FROM pg_flux.dump()');
    my $schemas = run_sql($node, $name, q{SELECT quote_literal(array_agg(nspname)) FROM pg_namespace
        WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'});
    is(run_sql($node, $name, 'SELECT op, object, sql FROM pg_flux.diff(' . sql_literal($dump) . ", schemas => $schemas)"),
        '', "$name: its dump differs from it in nothing");

    $node->safe_psql('postgres', "DROP DATABASE IF EXISTS ${name}_again; DROP DATABASE IF EXISTS ${name}_applied");
    create_database($node, "${name}_again");
    my $reference = schema_dump($node, $name);
    my ($status, undef, $stderr) = try_sql($node, "${name}_again", $dump);
    is($stderr, '', "$name: its dump loads into an empty database") or return;
    is(schema_dump($node, "${name}_again"), $reference, "$name: pg_dump of both is the same");
    is(run_sql($node, "${name}_again", 'SELECT pg_flux.fingerprint()'),
        run_sql($node, $name, 'SELECT pg_flux.fingerprint()'), "$name: fingerprints are the same");

    create_database($node, "${name}_applied");
    ($status, undef, $stderr) = try_sql($node, "${name}_applied",
        'SELECT count(*) FROM pg_flux.apply(' . sql_literal($dump) . ", schemas => $schemas)");
    is($stderr, '', "$name: its dump is applied to an empty database") or return;
    is(schema_dump($node, "${name}_applied"), $reference, "$name: and makes the same");
}

# The shop is written in an order that psql cannot load.
create_database($node, 'shop');
run_sql($node, 'shop', 'SELECT count(*) FROM pg_flux.apply(' . sql_literal(slurp_file('demo/shop.sql')) . ')');
round_trip('shop');
run_sql($node, 'shop', 'SELECT count(*) FROM pg_flux.apply('
      . sql_literal(slurp_file('demo/shop_next.sql')) . q{, allow_hazards => '{DATA_LOSS}')});
round_trip('shop');

for my $name (sort keys %files)
{
    create_database($node, $name, $files{$name});
    round_trip($name);
    # What pg_dump writes is a source like any other.
    my ($pg_dump) = run_command([ 'pg_dump', '--schema-only', $node->connstr($name) ]);
    my ($status, $stdout, $stderr) = try_sql($node, $name, 'SELECT op, object, sql FROM pg_flux.diff(' . sql_literal($pg_dump) . ", schemas => '{public}')");
    is($stdout . $stderr, '', "$name: pg_dump's output differs from it in nothing");
    $node->safe_psql('postgres', "DROP DATABASE $name");
}

$node->stop;
done_testing();
