# A diff leaves no trace: catalogs, files, locks and prepared state are as before, on success, on error in the middle, on cancel.
use strict;
use warnings;
use FluxTest;
use File::Find;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = start_node('main');
run_sql($node, 'postgres', slurp_file('demo/roles.sql'));
create_database($node, 'shop');
my $shop = sql_literal(slurp_file('demo/shop.sql'));
my $next = sql_literal(slurp_file('demo/shop_next.sql'));
run_sql($node, 'shop', "SELECT count(*) FROM pg_flux.apply($shop)");

# Every catalog row that a transaction could have written, but for what statistics and sequences of OIDs do anyway.
sub catalogs
{
    my $tables = run_sql($node, 'shop', q{
        SELECT string_agg(format('SELECT %L || md5(coalesce(string_agg(t::text, chr(10) ORDER BY t::text), '''')) FROM %s AS t', oid::regclass || ' ', oid::regclass), ' UNION ALL ' ORDER BY relname)
        FROM pg_class WHERE relkind = 'r' AND relnamespace = 'pg_catalog'::regnamespace
            AND relname NOT IN ('pg_statistic', 'pg_statistic_ext_data')});
    return run_sql($node, 'shop', $tables);
}
sub files
{
    my ($root, %seen) = ($node->data_dir . '/base');
    find({ wanted => sub { $seen{$File::Find::name} = 1 if -f && !/(_fsm|_vm|\.init)$/ }, no_chdir => 1 }, $root);
    return join("\n", sort keys %seen);
}
sub locks
{
    return run_sql($node, 'shop', q{SELECT count(*) FROM pg_locks WHERE pid <> pg_backend_pid()});
}

# Why: the files of what the apply dropped go at the next checkpoint only.
run_sql($node, 'postgres', 'CHECKPOINT');
my $before = [ catalogs(), files(), locks() ];
sub no_trace
{
    my ($how) = @_;
    is(catalogs(), $before->[0], "catalogs as before: $how");
    is(files(), $before->[1], "files as before: $how");
    is(locks(), $before->[2], "locks as before: $how");
}

isnt(run_sql($node, 'shop', "SELECT count(*) FROM pg_flux.diff($next)"), '0', 'a diff that finds something');
no_trace('success');

# Sequences, and the indexes that a PARTITION OF brings along, do have files while the shadow stands.
my $files = q{CREATE TABLE p (i int PRIMARY KEY, s bigserial) PARTITION BY RANGE (i); CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (10); CREATE SEQUENCE q;};
is(run_sql($node, 'shop', "SELECT count(*) > 3 FROM pg_flux.diff(\$\$$files\$\$, '{public}')"), 't', 'a diff that makes files');
no_trace('files of sequences and indexes');
is(run_sql($node, 'shop', "SELECT count(*) > 3 FROM pg_flux.diff(\$\$CREATE VIEW v AS SELECT f() AS x; $files CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1 FROM p';\$\$, '{public}')"), 't', 'a diff that takes more than one attempt');
no_trace('several attempts');
run_sql($node, 'postgres', 'CHECKPOINT');
no_trace('a checkpoint, which finds nothing to remove');
unlike(slurp_file($node->logfile), qr/could not (unlink|remove|open)/, 'and says nothing');

# In a transaction that goes on, no lock of the shadow stays on any relation that is there.
my $held = run_sql($node, 'shop', qq{
    BEGIN;
    SELECT count(*) AS steps FROM pg_flux.diff($next) \\gset
    SELECT coalesce(string_agg(DISTINCT mode || ' on ' || relation::regclass, ', '), 'none')
    FROM pg_locks WHERE pid = pg_backend_pid() AND locktype = 'relation' AND relation >= 16384 AND mode <> 'AccessShareLock';
    COMMIT;});
is($held, 'none', 'no strong lock is kept while the transaction goes on');
no_trace('a transaction that went on');

my $broken = sql_literal(slurp_file('demo/shop_next.sql') . "\nCREATE VIEW shop.broken AS SELECT no_such_column FROM shop.person;\n");
my ($status, undef, $stderr) = try_sql($node, 'shop', "SELECT count(*) FROM pg_flux.diff($broken)");
isnt($status, 0, 'a source that cannot be built is refused');
like($stderr, qr/FX000/, 'with SQLSTATE FX000');
like($stderr, qr/no_such_column/, 'and PostgreSQL\'s own words');
no_trace('an error in the middle');

($status, undef, $stderr) = try_sql($node, 'shop', "SET statement_timeout = '20ms'; SELECT count(*) FROM pg_flux.diff($next)");
like($stderr, qr/57014/, 'cancelled by statement_timeout');
no_trace('cancel');

# The same session goes on after a caught error.
my $caught = run_sql($node, 'shop', qq{
    DO \$do\$ BEGIN PERFORM pg_flux.diff($broken); EXCEPTION WHEN OTHERS THEN NULL; END \$do\$;
    SELECT count(*) > 0 FROM pg_flux.diff($next);});
is($caught, 't', 'a session goes on after a caught error');
no_trace('a caught error');

$node->stop;
done_testing();
