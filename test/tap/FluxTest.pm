# What the TAP tests share: a server with the extension, files as SQL literals, dumps that can be compared.
package FluxTest;
use strict;
use warnings;
use Exporter 'import';
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
our @EXPORT = qw(start_node create_database sql_literal run_sql try_sql schema_dump);

sub start_node
{
    my ($name) = @_;
    my $node = PostgreSQL::Test::Cluster->new($name);
    $node->init;
    $node->append_conf('postgresql.conf', "fsync = off\nautovacuum = off");
    $node->start;
    return $node;
}

# A database with the extension; a file of SQL is loaded by psql.
sub create_database
{
    my ($node, $database, $file) = @_;
    $node->safe_psql('postgres', "CREATE DATABASE $database");
    $node->safe_psql($database, 'CREATE EXTENSION pg_flux');
    return unless defined $file;
    my ($status, undef, $stderr) = try_sql($node, $database, slurp_file($file));
    die "$file cannot be loaded: $stderr" if $status;
}

# A text of any content as a literal. Why: the source is too long for a psql variable on the command line.
sub sql_literal
{
    my ($text) = @_;
    my $tag = 'src';
    $tag .= 'x' while index($text, "\$$tag\$") >= 0;
    return "\$$tag\$$text\$$tag\$";
}

sub try_sql
{
    my ($node, $database, $sql) = @_;
    utf8::encode($sql) if utf8::is_utf8($sql);
    my ($stdout, $stderr) = ('', '');
    my $status = $node->psql($database, $sql, stdout => \$stdout, stderr => \$stderr, extra_params => [ '-v', 'VERBOSITY=verbose' ]);
    return ($status, $stdout, $stderr);
}

sub run_sql
{
    my ($status, $stdout, $stderr) = try_sql(@_);
    die $stderr if $status;
    return $stdout;
}

# pg_dump --schema-only without the extension itself, comments and blank lines.
sub schema_dump
{
    my ($node, $database) = @_;
    my ($stdout, $stderr) = run_command([ 'pg_dump', '--schema-only', $node->connstr($database) ]);
    my @lines = grep { !/^(--.*|\s*|\\.*|.*EXTENSION.* pg_flux\b.*)$/ } split /\n/, $stdout;
    return join("\n", @lines) . "\n";
}

1;
