# Online runs that are cut off at named points, in every way there is, then resumed or abandoned: the end is what was declared, or
# exactly what was there before, without leftovers. The points are locks that another session holds.
use strict;
use warnings;
use FluxTest;
use IPC::Run;
use PostgreSQL::Test::Utils;
use Test::More;
use Time::HiRes qw(sleep);

my $node = start_node('main');
$node->append_conf('postgresql.conf', "restart_after_crash = on\nmax_worker_processes = 4");
$node->restart;
create_database($node, 'app');
run_sql($node, 'app', q{
    CREATE SCHEMA app;
    CREATE TABLE app.parent (id int PRIMARY KEY);
    CREATE TABLE app.a (i int); CREATE TABLE app.b (i int, n text); CREATE TABLE app.c (i int NOT NULL); CREATE TABLE app.d (i int);
    CREATE TABLE app.e (p int); CREATE TABLE app.f (i int); CREATE INDEX f_old ON app.f (i); CREATE TABLE app.g (i int);
    CREATE TABLE app.h (i int, x int); CREATE INDEX h_i ON app.h (i);
    INSERT INTO app.parent SELECT generate_series(1, 10);
    INSERT INTO app.a SELECT generate_series(1, 10); INSERT INTO app.b SELECT generate_series(1, 10); INSERT INTO app.c SELECT generate_series(1, 10);
    INSERT INTO app.d SELECT generate_series(1, 10); INSERT INTO app.e SELECT generate_series(1, 10); INSERT INTO app.h SELECT generate_series(1, 10);});
my $new = sql_literal(q{
    CREATE TABLE parent (id int PRIMARY KEY);
    CREATE TABLE a (i int NOT NULL); CREATE TABLE b (i int, n text); CREATE INDEX b_n ON b (lower(n)); CREATE TABLE c (i int PRIMARY KEY);
    CREATE TABLE d (i int CONSTRAINT positive CHECK (i > 0)); CREATE TABLE e (p int REFERENCES parent); CREATE TABLE f (i int);
    CREATE TABLE g (i int, added text); CREATE TABLE h (i int, x int); CREATE INDEX h_i ON h (i, x); CREATE VIEW v AS SELECT i, added FROM g;});
my $old = run_sql($node, 'app', q{SELECT pg_flux.fingerprint('{app}')});

# Where a run stops: the lock that another session holds, and whether a worker waits for it.
my @points = (
    [ 'a check that is added', 'LOCK TABLE app.a IN ACCESS SHARE MODE', 0 ],
    [ 'an index that is half built', 'INSERT INTO app.b VALUES (11)', 1 ],
    [ 'a key that is half built', 'INSERT INTO app.c VALUES (11)', 1 ],
    [ 'a column that is added', 'LOCK TABLE app.g IN ACCESS SHARE MODE', 0 ],
    [ 'a foreign key that is added', 'LOCK TABLE app.e IN ROW EXCLUSIVE MODE', 0 ],
    [ 'an index that is half dropped', 'INSERT INTO app.f VALUES (1)', 1 ]);

# A session of its own, open until it is ended.
sub session
{
    my ($sql, $name) = @_;
    my %session = (in => "$sql;\n", out => '', err => '');
    local $ENV{PGAPPNAME} = $name;
    $session{run} = IPC::Run::start([ 'psql', '-XAtq', '-v', 'VERBOSITY=verbose', '-d', $node->connstr('app') ], '<', \$session{in}, '>', \$session{out}, '2>', \$session{err});
    $session{run}->pump while $session{in} ne '';
    return \%session;
}
sub end_session
{
    my ($session) = @_;
    eval { $session->{run}->finish };
    return $session->{err};
}
# Another session that holds something, idle in its transaction, so that nothing waits for a snapshot of it.
sub blocker
{
    my ($lock) = @_;
    my $session = session("BEGIN; $lock", 'blocker');
    poll(q{SELECT 1 FROM pg_stat_activity WHERE application_name = 'blocker' AND state = 'idle in transaction' AND (query LIKE 'LOCK%' OR query LIKE 'INSERT%')}, 'the other session');
    return $session;
}
sub release
{
    my ($session) = @_;
    run_sql($node, 'app', q{SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'blocker'});
    end_session($session);
}
sub poll
{
    my ($sql, $what) = @_;
    for (1 .. 600) {
        my ($status, $stdout) = try_sql($node, 'app', $sql);
        return $stdout if !$status && $stdout ne '';
        sleep 0.1;
    }
    die "no end of waiting for $what";
}
my $call = q{backend_type = 'client backend' AND query LIKE 'CALL %' AND pid <> pg_backend_pid()};
my %kill = (
    'cancel' => sub { run_sql($node, 'app', "SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE $call") },
    'terminate' => sub { run_sql($node, 'app', "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE $call") },
    'kill' => sub { kill 'KILL', run_sql($node, 'app', "SELECT pid FROM pg_stat_activity WHERE $call") },
    'terminate the worker' => sub { run_sql($node, 'app', q{SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE backend_type = 'pg_flux'}) },
    'kill the worker' => sub { kill 'KILL', run_sql($node, 'app', q{SELECT pid FROM pg_stat_activity WHERE backend_type = 'pg_flux'}) },
    'kill the postmaster' => sub {
        my ($pid) = slurp_file($node->data_dir . '/postmaster.pid') =~ /^(\d+)/;
        kill 'KILL', $pid;
    });
# After the sessions have ended: the server would keep the pipes to them open. Its children need a moment to see that it has gone.
sub start_again
{
    for (1 .. 100) {
        return if system("pg_ctl -D '@{[$node->data_dir]}' -l '@{[$node->logfile]}' -w start >/dev/null 2>&1 </dev/null") == 0;
        sleep 0.2;
    }
    die 'the server does not start again';
}

sub cut
{
    my ($point, $how) = @_;
    my ($name, $lock, $worker) = @$point;
    my $blocker = blocker($lock);
    my $run = session("SET pg_flux.lock_timeout = '5min'; CALL pg_flux.apply_online($new, '{app}')", 'run');
    poll($worker ? q{SELECT 1 FROM pg_stat_activity WHERE backend_type = 'pg_flux' AND wait_event_type = 'Lock'}
                 : "SELECT 1 FROM pg_stat_activity WHERE $call AND wait_event_type = 'Lock'", "$name: the run stops");
    $kill{$how}->();
    my $error = end_session($run);
    if ($how eq 'kill the postmaster') {
        end_session($blocker);
        start_again();
    } else {
        poll('SELECT 1', 'the server');
        release($blocker);
    }
    return $error;
}
sub leftovers
{
    return run_sql($node, 'app', q{
        SELECT count(*) FROM (SELECT relname FROM pg_class WHERE relname LIKE 'pg\_flux\_online\_%' AND relnamespace = 'app'::regnamespace
            UNION ALL SELECT conname FROM pg_constraint WHERE conname LIKE 'pg\_flux\_online\_%' OR NOT convalidated
            UNION ALL SELECT indexrelid::regclass::text FROM pg_index WHERE NOT indisvalid
            UNION ALL SELECT run::text FROM pg_flux.progress) AS x});
}

for my $point (@points) {
    for my $how (sort keys %kill) {
        next if $how =~ /worker/ && !$point->[2];
        for my $then ('resume', 'abandon') {
            my $what = "$point->[0], $how, $then";
            my $error = cut($point, $how);
            my $id = run_sql($node, 'app', 'SELECT DISTINCT run FROM pg_flux.progress');
            like($id, qr/^\d+$/, "$what: unfinished");
            my ($status, undef, $stderr) = try_sql($node, 'app', $then eq 'resume' ? "CALL pg_flux.resume($id)" : "CALL pg_flux.abandon($id, '{ALL}')");
            is($status, 0, "$what: goes on") or diag("$error $stderr");
            is(leftovers(), 0, "$what: nothing is left");
            if ($then eq 'resume') {
                is(run_sql($node, 'app', "SELECT count(*) FROM pg_flux.diff($new, '{app}')"), 0, "$what: as declared");
                run_sql($node, 'app', q{SELECT count(*) FROM pg_flux.rollback(1, '{ALL}')});
            }
            is(run_sql($node, 'app', q{SELECT pg_flux.fingerprint('{app}')}), $old, "$what: as before");
            is(run_sql($node, 'app', q{SELECT count(*) FROM app.a}), 10, "$what: the rows are there");
        }
    }
}

# A lock that is not to be had in time: tried again, and others get through between the attempts.
my $blocker = session('BEGIN; LOCK TABLE app.g IN ACCESS SHARE MODE; SELECT pg_sleep(3); COMMIT', 'blocker');
poll(q{SELECT 1 FROM pg_locks WHERE relation = 'app.g'::regclass}, 'the lock');
my (undef, undef, $stderr) = try_sql($node, 'app', "SET pg_flux.lock_timeout = '100ms'; CALL pg_flux.apply_online($new, '{app}')");
unlike($stderr, qr/ERROR/, 'a lock that comes late');
end_session($blocker);
is(run_sql($node, 'app', "SELECT count(*) FROM pg_flux.diff($new, '{app}')"), 0, 'as declared');
run_sql($node, 'app', q{SELECT count(*) FROM pg_flux.rollback(1, '{ALL}')});

# While one is under way: another change does not wait for it with a snapshot, since its builds wait for that.
$blocker = blocker('INSERT INTO app.b VALUES (12)');
my $run = session("CALL pg_flux.apply_online($new, '{app}')", 'run');
poll(q{SELECT 1 FROM pg_stat_activity WHERE backend_type = 'pg_flux' AND wait_event_type = 'Lock'}, 'the worker');
is(run_sql($node, 'app', q{SELECT object, phase IS NOT NULL FROM pg_flux.progress WHERE state = 'running' AND under_way}), 'app.b_n|t', 'its progress is seen');
(undef, undef, $stderr) = try_sql($node, 'app', "SET pg_flux.lock_timeout = 0; SELECT count(*) FROM pg_flux.apply($new, '{app}')");
like($stderr, qr/55P03.*online run \d+ is under way/s, 'another change is refused at once');
(undef, undef, $stderr) = try_sql($node, 'app', "SET pg_flux.lock_timeout = '100ms'; CALL pg_flux.apply_online($new, '{app}')");
like($stderr, qr/55P03/, 'another online run after its time');
release($blocker);
unlike(end_session($run), qr/ERROR/, 'and it ends well');

# A partition that leaves, cut off while it waits for a query of its parent.
run_sql($node, 'app', q{CREATE SCHEMA part; CREATE TABLE part.t (i int) PARTITION BY RANGE (i); CREATE TABLE part.t1 PARTITION OF part.t FOR VALUES FROM (0) TO (10);
    CREATE TABLE part.t2 PARTITION OF part.t FOR VALUES FROM (10) TO (20); INSERT INTO part.t VALUES (1), (11);});
my $apart = 'CREATE TABLE t (i int) PARTITION BY RANGE (i); CREATE TABLE t1 (i int); CREATE TABLE t2 PARTITION OF t FOR VALUES FROM (10) TO (20)';
my $together = run_sql($node, 'app', q{SELECT pg_flux.fingerprint('{part}')});
for my $then ('resume', 'abandon', 'nothing') {
    $blocker = session('BEGIN; SELECT count(*) FROM part.t', 'blocker');
    poll(q{SELECT 1 FROM pg_stat_activity WHERE application_name = 'blocker' AND state = 'idle in transaction' AND query LIKE 'SELECT%'}, 'the query');
    $run = session("CALL pg_flux.apply_online('$apart', '{part}')", 'run');
    poll(q{SELECT 1 FROM pg_stat_activity WHERE backend_type = 'pg_flux' AND wait_event_type = 'Lock'}, 'the worker');
    $kill{cancel}->() if $then ne 'nothing';
    end_session($run) if $then ne 'nothing';
    release($blocker);
    end_session($run) if $then eq 'nothing';
    my $id = run_sql($node, 'app', q{SELECT max(id) FROM pg_flux.history});
    run_sql($node, 'app', "CALL pg_flux.$then($id)") if $then ne 'nothing';
    is(run_sql($node, 'app', 'SELECT count(*) FROM pg_flux.progress'), 0, "$then: it has ended");
    if ($then eq 'abandon') {
        is(run_sql($node, 'app', q{SELECT pg_flux.fingerprint('{part}')}), $together, 'the partition is back');
    } else {
        is(run_sql($node, 'app', "SELECT count(*) FROM pg_flux.diff('$apart', '{part}')"), 0, 'the partition has left');
        is(run_sql($node, 'app', q{SELECT (SELECT count(*) FROM part.t) || ' ' || (SELECT count(*) FROM part.t1)}), '1 1', 'with its rows');
        run_sql($node, 'app', q{SELECT count(*) FROM pg_flux.rollback(1, '{ALL}')});
    }
}

# As the caller: objects belong to the role that was set, also what a worker makes.
run_sql($node, 'app', q{CREATE ROLE owner NOLOGIN; CREATE ROLE human LOGIN; GRANT owner TO human; CREATE SCHEMA mine AUTHORIZATION owner;
    SET ROLE owner; CREATE TABLE mine.t (i int); INSERT INTO mine.t VALUES (1);});
my (undef, undef, $denied) = try_sql($node, 'app', q{SET SESSION AUTHORIZATION human; SET ROLE owner; CALL pg_flux.apply_online('CREATE TABLE t (i int); CREATE INDEX t_i ON t (i)', '{mine}')});
unlike($denied, qr/ERROR/, 'a role without login, set by one with');
is(run_sql($node, 'app', q{SELECT relowner::regrole FROM pg_class WHERE relname = 't_i'}), 'owner', 'owns what the worker built');
(undef, undef, $stderr) = try_sql($node, 'app', q{SET SESSION AUTHORIZATION human; CALL pg_flux.apply_online('CREATE TABLE t (i int)', '{app}')});
like($stderr, qr/42501/, 'a stranger may not');

# Only where it can commit.
(undef, undef, $stderr) = try_sql($node, 'app', "BEGIN; CALL pg_flux.apply_online($new, '{app}')");
like($stderr, qr/25001/, 'not in a transaction block');
(undef, undef, $stderr) = try_sql($node, 'app', "BEGIN READ ONLY; CALL pg_flux.apply_online($new, '{app}')");
like($stderr, qr/25006/, 'nor where nothing may be written');
$node->stop;
done_testing();
