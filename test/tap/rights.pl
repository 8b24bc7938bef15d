# Who owns a schema can use all of pg_flux on it, and none of it on the schemas of others; what a source makes run, runs as the caller.
use strict;
use warnings;
use FluxTest;
use Test::More;

my $node = start_node('main');
create_database($node, 'app');
run_sql($node, 'app', q{
    CREATE ROLE alice LOGIN;
    CREATE ROLE bob LOGIN;
    CREATE ROLE reader;
    CREATE SCHEMA hers AUTHORIZATION alice;
    CREATE SCHEMA his AUTHORIZATION bob;
    SET ROLE bob;
    CREATE TABLE his.secret (i int);
    CREATE TYPE his.mood AS ENUM ('sad');
});

sub as
{
    my ($role, $sql) = @_;
    my ($stdout, $stderr) = ('', '');
    my $status = $node->psql('app', $sql, stdout => \$stdout, stderr => \$stderr,
        extra_params => [ '-v', 'VERBOSITY=verbose', '-U', $role ]);
    return ($status, $stdout, $stderr);
}
sub alice_gets
{
    my ($sql, $expected, $what) = @_;
    my ($status, $stdout, $stderr) = as('alice', $sql);
    is($stdout . $stderr, $expected, $what);
}
sub alice_is_refused
{
    my ($sql, $state, $what) = @_;
    my ($status, $stdout, $stderr) = as('alice', $sql);
    like($stderr, qr/ERROR:  $state:/, $what);
}

my $source = q{
    CREATE TYPE hers.state AS ENUM ('a', 'b');
    CREATE TABLE hers.t (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, s hers.state, n text CHECK (n <> ''));
    CREATE INDEX ON hers.t (n);
    CREATE VIEW hers.v AS SELECT id, s FROM hers.t;
    CREATE FUNCTION hers.f() RETURNS int LANGUAGE sql AS 'SELECT 1';
    GRANT SELECT ON hers.v TO reader;
    COMMENT ON TABLE hers.t IS 'hers';
};
my $literal = sql_literal($source);
alice_gets("SELECT count(*) > 3 FROM pg_flux.diff($literal, schemas => '{hers}')", 't', 'diff of her own schema');
alice_gets("SELECT count(*) > 3 FROM pg_flux.apply($literal, schemas => '{hers}')", 't', 'apply to her own schema');
alice_gets("SELECT count(*) FROM pg_flux.diff($literal, schemas => '{hers}')", '0', 'and nothing is left');
alice_gets("SELECT count(*) FROM pg_flux.dump('{hers}')", '1', 'dump of her own schema');
alice_gets("SELECT length(pg_flux.fingerprint('{hers}'))", '64', 'fingerprint of her own schema');
alice_gets(q{SELECT string_agg(DISTINCT relowner::regrole::text, ',') FROM pg_class WHERE relnamespace = 'hers'::regnamespace}, 'alice', 'all is hers');
as('alice', q{INSERT INTO hers.t (n) VALUES ('x')});
my $smaller = sql_literal($source =~ s/CREATE INDEX.*?;//r =~ s/, n text CHECK \(n <> ''\)//r);
alice_is_refused("SELECT count(*) FROM pg_flux.apply($smaller, schemas => '{hers}')", 'FX001', 'her data is guarded too');
alice_gets("SELECT count(*) > 0 FROM pg_flux.apply($smaller, schemas => '{hers}', allow_hazards => '{DATA_LOSS}')", 't', 'until she says so');

# What is not hers.
alice_is_refused("SELECT count(*) FROM pg_flux.diff('CREATE TABLE his.t (i int)', schemas => '{his}')", '42501', 'no diff of his schema');
alice_is_refused("SELECT count(*) FROM pg_flux.apply('', schemas => '{his}', allow_hazards => '{ALL}')", '42501', 'no apply to his schema');
alice_is_refused("SELECT count(*) FROM pg_flux.diff('CREATE TABLE his.t (i int)')", '42501', 'nor by naming it in the source');
alice_is_refused("SELECT count(*) FROM pg_flux.diff('CREATE TABLE hers.t (i int); DROP TABLE his.secret', schemas => '{hers}')", '(42501|FX006|FX000|0A000)', 'nor beside her own');
alice_is_refused("SELECT count(*) FROM pg_flux.diff('ALTER TYPE his.mood ADD VALUE ''mad''', schemas => '{hers}')", '(42501|FX006|FX000|0A000|42704)', 'nor his types');
is(run_sql($node, 'app', q{SELECT count(*) FROM pg_class WHERE relname = 'secret'}), '1', 'his table is there');

# What a source runs, runs as her: functions in partition bounds are evaluated while the shadow is built.
run_sql($node, 'app', q{
    CREATE SCHEMA tools;
    GRANT USAGE ON SCHEMA tools TO PUBLIC;
    CREATE FUNCTION tools.whoami() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RAISE 'I am % and %', current_user, session_user; END $$;});
my $bound = sql_literal('CREATE TABLE hers.p (i int) PARTITION BY RANGE (i); CREATE TABLE hers.p1 PARTITION OF hers.p FOR VALUES FROM (tools.whoami()) TO (10);');
my ($status, $stdout, $stderr) = as('alice', "SELECT count(*) FROM pg_flux.diff($bound, schemas => '{hers}')");
like($stderr, qr/I am alice and alice/, 'code in a source runs with the rights of the caller');

# The name of the shadow's access method is of no use to anybody.
alice_is_refused('CREATE TABLE hers.ghost (i int) USING pg_flux_shadow', '[0-9A-Z]{5}', 'no table of the shadow kind');
($status, $stdout, $stderr) = try_sql($node, 'app', 'CREATE TABLE public.ghost (i int) USING pg_flux_shadow');
like($stderr, qr/ERROR:  [0-9A-Z]{5}:/, 'not for superusers either');
($status, $stdout, $stderr) = try_sql($node, 'app', 'SET default_table_access_method = pg_flux_shadow; CREATE TABLE public.ghost AS SELECT 1 AS i');
like($stderr, qr/ERROR:  [0-9A-Z]{5}:/, 'nor by the default');

# Names that somebody puts in the way are not found.
run_sql($node, 'app', q{
    GRANT CREATE ON SCHEMA public TO bob;
    SET ROLE bob;
    CREATE FUNCTION public.lower(text) RETURNS text LANGUAGE plpgsql AS $$ BEGIN RAISE 'trapped'; END $$;
    CREATE FUNCTION public.count(text) RETURNS int LANGUAGE plpgsql AS $$ BEGIN RAISE 'trapped'; END $$;
    CREATE FUNCTION public.trap(text, text) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN RAISE 'trapped'; END $$;
    CREATE OPERATOR public.= (LEFTARG = text, RIGHTARG = text, FUNCTION = public.trap);
    CREATE TABLE public.pg_class (oid oid, relname name, relkind "char");});
alice_gets("SET search_path = public, pg_catalog; SELECT count(*) > 0 FROM pg_flux.diff($literal, schemas => '{hers}')", 't', 'a search_path full of traps');
alice_gets("SET search_path = public, pg_catalog; SELECT pg_flux.fingerprint('{hers}') OPERATOR(pg_catalog.=) (SELECT pg_flux.fingerprint('{hers}'))", 't', 'likewise the fingerprint');

$node->stop;
done_testing();
