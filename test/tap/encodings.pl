# Databases in other encodings than UTF8 are refused by name, whatever is called: libpg_query and JSON know UTF8 only.
use strict;
use warnings;
use FluxTest;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = start_node('main');
my %names = (latin1 => 'LATIN1', ascii => 'SQL_ASCII');
for my $database (sort keys %names)
{
    $node->safe_psql('postgres', "CREATE DATABASE $database TEMPLATE template0 ENCODING '$names{$database}' LC_COLLATE 'C' LC_CTYPE 'C'");
    run_sql($node, $database, 'CREATE EXTENSION pg_flux');
    # The same byte in both: an a with two dots in LATIN1, and no character at all in UTF8.
    run_sql($node, $database, qq{SET client_encoding = '$names{$database}'; CREATE TABLE public."t\xe4fel" (i int DEFAULT 1); COMMENT ON TABLE public."t\xe4fel" IS 'gr\xfcn'});
    for my $call (q{diff('')}, q{plan('')}, q{apply('')}, q{drift('')}, q{verify('')}, q{check_sync('')}, q{apply('{}'::jsonb)}, q{plan_sql('{}')}, q{plan_text('{}')},
        q{model()}, q{fingerprint()}, q{dump()})
    {
        my (undef, undef, $stderr) = try_sql($node, $database, "SELECT * FROM pg_flux.$call AS x");
        like($stderr, qr/ERROR:  0A000: .*UTF8.*$names{$database}/, "$call in $names{$database} is refused by name");
    }
    unlike(slurp_file($node->logfile), qr/terminated by signal|PANIC/, 'nothing crashes');
}
$node->stop;
done_testing();
