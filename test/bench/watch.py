"""What watching costs: the ledger for each DDL command, drift beside pg_dump, tenants beside a comparison of each.

watch.py [--tenants N] [--tables N], in the environment of with-server.
"""
import argparse
import subprocess
import time

COMMANDS = [
    ("CREATE TABLE", "CREATE TABLE b.t@ (id int PRIMARY KEY, a text, c int DEFAULT 1)"),
    ("ADD COLUMN", "ALTER TABLE b.t@ ADD d int"),
    ("SET DEFAULT", "ALTER TABLE b.t@ ALTER c SET DEFAULT 2"),
    ("CREATE INDEX", "CREATE INDEX ON b.t@ (a)"),
    ("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION b.f@() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$"),
    ("COMMENT", "COMMENT ON TABLE b.t@ IS 'x'"),
    ("DROP TABLE", "DROP TABLE b.t@"),
]
EACH = 100
TRIGGERS = ("guard", "command", "drop", "rewrite")


class Session:
    def __init__(self):
        self.psql = subprocess.Popen(["psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1"], stdin=subprocess.PIPE,
                                     stdout=subprocess.PIPE, text=True, bufsize=1)

    def run(self, sql):
        self.psql.stdin.write(sql + "\n\\echo DONE\n")
        self.psql.stdin.flush()
        lines = []
        while True:
            line = self.psql.stdout.readline()
            if not line:
                raise RuntimeError(f"psql has ended at: {sql[:200]}")
            if line.strip() == "DONE":
                return lines
            lines.append(line.rstrip("\n"))

    def seconds(self, sql):
        start = time.perf_counter()
        self.run(sql)
        return time.perf_counter() - start


def processor(pid):
    with open(f"/proc/{pid}/schedstat", encoding="ascii") as file:
        return int(file.read().split()[0]) / 1e3


def ledger(rounds=4):
    best = {}
    Session().run("CREATE SCHEMA b;")
    for _ in range(rounds):
        for mode in ("ENABLE", "DISABLE"):
            session = Session()
            session.run("".join(f"ALTER EVENT TRIGGER pg_flux_{each} {mode};" for each in TRIGGERS))
            pid = session.run("SELECT pg_backend_pid();")[0]
            session.run("CREATE TABLE b.warm (i int); DROP TABLE b.warm;")
            for name, sql in COMMANDS:
                text = "".join(sql.replace("@", str(n)) + ";\n" for n in range(EACH))
                before = processor(pid)
                wall = session.seconds(text) * 1e6 / EACH
                spent = (processor(pid) - before) / EACH
                old = best.get((name, mode), (wall, spent))
                best[name, mode] = (min(old[0], wall), min(old[1], spent))
    Session().run("".join(f"ALTER EVENT TRIGGER pg_flux_{each} ENABLE;" for each in TRIGGERS) + "DROP SCHEMA b CASCADE;")
    print("microseconds for each command, in transactions of their own: without the ledger, with it")
    for name, _ in COMMANDS:
        (wall_off, cpu_off), (wall_on, cpu_on) = best[name, "DISABLE"], best[name, "ENABLE"]
        print(f"  {name:16} elapsed {wall_off:7.0f} {wall_on:7.0f} ({100 * (wall_on / wall_off - 1):+5.1f} %)   "
              f"processor {cpu_off:7.0f} {cpu_on:7.0f}")


def tenants(count, tables):
    source = "".join(f"CREATE TABLE t{n} (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL, n int CHECK (n > 0)"
                     + (f", r bigint REFERENCES t{n - 1}" if n else "") + f"); CREATE INDEX ON t{n} (name);" for n in range(tables))
    session = Session()
    for n in range(count):
        session.run(f"BEGIN; CREATE SCHEMA tenant_{n}; SET LOCAL search_path = tenant_{n}; {source} COMMIT;")
    session.run("ANALYZE pg_catalog.pg_depend, pg_catalog.pg_class, pg_catalog.pg_attribute, pg_catalog.pg_constraint;")
    together = session.seconds(f"SELECT count(*) FROM pg_flux.tenants($src${source}$src$, 'tenant\\_%') WHERE in_sync;")
    one = session.seconds(f"SELECT count(*) FROM pg_flux.diff($src${source}$src$, schemas => '{{tenant_1}}');")
    print(f"{count} tenants of {tables} tables: {together:.2f} s, {together / count * 1000:.1f} ms each; "
          f"a diff of one {one * 1000:.0f} ms, {one / (together / count):.0f} times as long")
    adopt = session.seconds("SELECT pg_flux.adopt();")
    drift = session.seconds("SELECT count(*) FROM pg_flux.drift();")
    print(f"all {count * tables} tables: adopt {adopt:.2f} s, drift {drift:.2f} s")


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--tenants", type=int, default=100)
    arguments.add_argument("--tables", type=int, default=30)
    options = arguments.parse_args()
    Session().run("CREATE EXTENSION IF NOT EXISTS pg_flux;")
    ledger()
    tenants(options.tenants, options.tables)


main()
