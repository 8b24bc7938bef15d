# What a role writes into a source, a plan or a baseline runs with that role's rights, whoever makes it run.
use strict;
use warnings;
use FluxTest;
use Test::More;

my $node = start_node('main');
create_database($node, 'app');
run_sql($node, 'app', q{
    CREATE ROLE mallory LOGIN;
    CREATE SCHEMA mallory AUTHORIZATION mallory;});

sub as
{
    my ($role, $sql) = @_;
    my ($stdout, $stderr) = ('', '');
    my $status = $node->psql('app', $sql, stdout => \$stdout, stderr => \$stderr,
        extra_params => [ '-v', 'VERBOSITY=verbose', '-U', $role ]);
    return ($status, $stdout, $stderr);
}

# A function that is called where a partition's bound is read, which is while the shadow is built.
sub bound
{
    my ($body) = @_;
    return sql_literal(qq{
        CREATE FUNCTION mallory.f() RETURNS int LANGUAGE plpgsql AS \$f\$ BEGIN $body RETURN 1; END \$f\$;
        CREATE TABLE mallory.p (i int) PARTITION BY LIST (i);
        CREATE TABLE mallory.p1 PARTITION OF mallory.p FOR VALUES IN (mallory.f());});
}

# A baseline of another version has to be built anew from its source.
my $source = bound(q{RAISE WARNING 'f ran as %', current_user;});
my ($status, $stdout, $stderr) = as('mallory', "SELECT count(*) FROM pg_flux.apply($source, schemas => '{mallory}')");
is($stdout, '4', 'a source that runs a function is applied');
like($stderr, qr/f ran as mallory/, 'with the rights of who applies it');
run_sql($node, 'app', q{UPDATE pg_flux.baseline SET version = '0.0.9'});
($status, $stdout, $stderr) = try_sql($node, 'app', 'SELECT count(*) FROM pg_flux.drift()');
is($status, 0, 'drift of all by a superuser goes on');
unlike($stderr, qr/f ran as/, 'and does not build what another role has declared');
like($stderr, qr/WARNING: .*the baseline of mallory is not compared/, 'but says so');
($status, $stdout, $stderr) = as('mallory', 'SELECT count(*) FROM pg_flux.drift()');
is($stdout, '0', 'its own role can have it compared');
like($stderr, qr/f ran as mallory/, 'with its own rights');
as('mallory', q{SELECT pg_flux.adopt('{mallory}')});
($status, $stdout, $stderr) = try_sql($node, 'app', 'SELECT count(*) FROM pg_flux.drift()');
is($stderr, '', 'and once it has adopted, all is compared again');

# An extension of others is not moved, nor is what is of the database and of others put aside.
run_sql($node, 'app', q{
    CREATE EXTENSION pgcrypto SCHEMA public;
    GRANT CREATE ON SCHEMA public TO PUBLIC;
    CREATE FUNCTION public.use_crypt() RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = public
        AS $$ BEGIN RETURN crypt('a', 'b'); END $$;});
my $moving = 'CREATE EXTENSION pgcrypto SCHEMA mallory;';
my $crypt = q{CREATE FUNCTION public.crypt(text, text) RETURNS text LANGUAGE plpgsql
    AS $c$ BEGIN RAISE WARNING 'crypt ran as %', current_user; RETURN ''; END $c$; PERFORM public.use_crypt();};
my $trap = bound($crypt) =~ s/^\$src\$/\$src\$$moving/r;
($status, $stdout, $stderr) = as('mallory', "SELECT count(*) FROM pg_flux.diff($trap, schemas => '{mallory}')");
like($stderr, qr/must be owner of extension pgcrypto/, 'no extension of another role is moved');
unlike($stderr, qr/crypt ran as postgres/, 'so nobody finds a function in the place of its members');
$trap = sql_literal('ALTER EXTENSION pgcrypto SET SCHEMA mallory; CREATE TABLE mallory.t ();');
($status, $stdout, $stderr) = as('mallory', "SELECT count(*) FROM pg_flux.diff($trap, schemas => '{mallory}')");
like($stderr, qr/must be owner of extension pgcrypto/, 'nor by ALTER EXTENSION');
run_sql($node, 'app', q{
    CREATE ROLE carol LOGIN;
    GRANT CREATE ON DATABASE app TO carol;
    CREATE SCHEMA carol AUTHORIZATION carol;});
as('carol', 'CREATE EXTENSION citext SCHEMA public');
my $hers = 'CREATE EXTENSION pgcrypto; CREATE EXTENSION citext SCHEMA carol; CREATE TABLE carol.t (c carol.citext);';
($status, $stdout, $stderr) = as('carol', "SELECT sql FROM pg_flux.diff('$hers', schemas => '{carol}')");
like($stderr, qr/must be owner of (type|function)/, 'nor one whose members are of others, as the server has it');
($status, $stdout, $stderr) = try_sql($node, 'app', "SELECT sql FROM pg_flux.apply('$hers', schemas => '{carol}')");
like($stdout, qr/ALTER EXTENSION citext SET SCHEMA carol/, 'a superuser moves it') or diag $stderr;
run_sql($node, 'app', 'ALTER TABLE carol.t OWNER TO carol');
($status, $stdout, $stderr) = as('mallory', q{SELECT sql FROM pg_flux.diff('CREATE TABLE postgres.t (i int)', schemas => '{postgres}')});
like($stderr, qr/ERROR:  42501: permission denied for database app/, 'nor is a schema made by who may make none');

run_sql($node, 'app', q{
    CREATE FOREIGN DATA WRAPPER w;
    GRANT USAGE ON FOREIGN DATA WRAPPER w TO carol;
    CREATE SERVER prod FOREIGN DATA WRAPPER w;
    CREATE SERVER hers FOREIGN DATA WRAPPER w;
    ALTER SERVER hers OWNER TO carol;
    CREATE PUBLICATION everything FOR ALL TABLES;
    CREATE USER MAPPING FOR PUBLIC SERVER prod;});
my $servers = "$hers CREATE PUBLICATION p FOR TABLE carol.t;";
($status, $stdout, $stderr) = as('carol', "SELECT sql FROM pg_flux.diff('$servers CREATE SERVER more FOREIGN DATA WRAPPER w', schemas => '{carol}') ORDER BY sql COLLATE \"C\"");
is($stdout, "CREATE PUBLICATION p FOR TABLE carol.t\nCREATE SERVER more FOREIGN DATA WRAPPER w\nDROP SERVER hers",
    "what is of the database and another role's is left alone") or diag $stderr;
($status, $stdout, $stderr) = as('carol', "SELECT sql FROM pg_flux.diff('$servers CREATE SERVER prod TYPE ''x'' FOREIGN DATA WRAPPER w', schemas => '{carol}')");
like($stderr, qr/ERROR:  42501: line 1 of the source cannot be built: CREATE SERVER prod.*server "prod" already exists.*only that role and superusers/s, 'and not hers to declare');
($status, $stdout, $stderr) = as('postgres', "SELECT sql FROM pg_flux.diff('CREATE SERVER prod TYPE ''x'' FOREIGN DATA WRAPPER w', schemas => '{carol}') WHERE object = 'prod'");
is($stdout, "DROP SERVER prod\nCREATE SERVER prod TYPE 'x' FOREIGN DATA WRAPPER w", 'a superuser compares all') or diag $stderr;

# Another's plan, run by a superuser that has set the role.
my $plan = q{SELECT pg_flux.plan('CREATE TABLE mallory.victim (i int)', schemas => '{mallory}')};
my $escape = q{jsonb_build_array(p->'undo'->0 || '{"sql": "RESET ROLE"}', p->'undo'->0 || '{"sql": "ALTER ROLE mallory SUPERUSER"}')};
($status, $stdout, $stderr) = as('mallory', qq{
    SELECT count(*) FROM (SELECT jsonb_set(p, '{undo}', $escape || (p->'undo')) AS p FROM ($plan) AS p (p)) AS p, pg_flux.apply(plan => p.p, allow_hazards => '{ALL}')});
is($status, 0, 'a plan whose way back holds more') or diag $stderr;
($status, $stdout, $stderr) = try_sql($node, 'app', q{SET ROLE mallory; SELECT count(*) FROM pg_flux.rollback(allow_hazards => '{ALL}')});
like($stderr, qr/ERROR:  42501: cannot set parameter "role"/, 'does not get at the rights of the session');
is(run_sql($node, 'app', q{SELECT rolsuper FROM pg_roles WHERE rolname = 'mallory'}), 'f', 'so nothing is gained');
# What a source runs cannot either.
$source = bound(q{RESET ROLE; RAISE WARNING 'f ran as %', current_user;});
($status, $stdout, $stderr) = try_sql($node, 'app', "SET ROLE mallory; SELECT count(*) FROM pg_flux.diff($source, schemas => '{mallory}')");
like($stderr, qr/cannot set parameter "role"/, 'nor does what a source runs');
unlike($stderr, qr/f ran as postgres/, 'in no attempt');

$node->stop;
done_testing();
