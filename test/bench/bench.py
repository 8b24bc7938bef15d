"""How long pg_flux takes, beside pg_dump --schema-only, and how much memory its backend takes at most.

bench.py [--rounds N] SIZE...: for each number of tables (8 columns, key, foreign key, check, two indexes each) every operation is
run once per round, in turn, each in a session of its own; medians, ratios to pg_dump and the highest memory are printed.
"""
import argparse
import os
import re
import statistics
import subprocess
import tempfile
import time

GENERATOR = "build/codegen/pg_flux_gen"

TABLE = """
CREATE TABLE app.t{n} (
    id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT t{n}_key PRIMARY KEY,
    parent_id bigint{reference},
    name text NOT NULL,
    amount numeric(12, 2) DEFAULT 0 NOT NULL,
    state varchar(20) DEFAULT 'new' NOT NULL,
    tags text[],
    payload jsonb,
    created_at timestamptz DEFAULT now() NOT NULL,
    CONSTRAINT t{n}_amount CHECK (amount >= 0)
);
CREATE INDEX t{n}_name ON app.t{n} (name);
CREATE INDEX t{n}_state ON app.t{n} (state, created_at) WHERE state <> 'done';
"""


def schema(tables):
    parts = ["CREATE SCHEMA app;"]
    for n in range(tables):
        parts.append(TABLE.format(n=n, reference="" if n == 0 else f" CONSTRAINT t{n}_parent REFERENCES app.t{n - 1}"))
    return "".join(parts)


def ten_changes(text):
    edits = [
        (r"(app\.t1 \([^;]*?)tags text\[\]", r"\1tags varchar(30)[]"),
        (r"(app\.t2 \([^;]*?)    payload", r"\1    note text,\n    payload"),
        (r"(app\.t3 \([^;]*?amount) >= 0", r"\1 >= 1"),
        (r"(app\.t4 \([^;]*?)'new'", r"\1'fresh'"),
        (r"(app\.t5 \([^;]*?)name text NOT NULL", r"\1name text"),
        (r"app\.t6 \(name\)", "app.t6 (lower(name))"),
        (r"(app\.t7 \([^;]*?)REFERENCES app\.t6", r"\1REFERENCES app.t6 ON DELETE CASCADE"),
        (r"(app\.t8 \([^;]*?)varchar\(20\)", r"\1varchar(40)"),
    ]
    for pattern, replacement in edits:
        text, count = re.subn(pattern, replacement, text, count=1)
        assert count == 1, pattern
    return text + "CREATE VIEW app.v AS SELECT id, name FROM app.t9;\nCOMMENT ON TABLE app.t9 IS 'the tenth change';\n"


def session(database, sql):
    """Runs the script in a session of its own: seconds, and the backend's highest resident memory in MB."""
    script = (
        "\\set ON_ERROR_STOP on\nSELECT pg_backend_pid() AS pid \\gset\n\\setenv FLUX_BACKEND :pid\n"
        + sql
        + "\n\\! grep VmHWM /proc/$FLUX_BACKEND/status\n"
    )
    begin = time.monotonic()
    done = subprocess.run(["psql", "-XqAt", "-d", database, "-f", "-"], input=script, capture_output=True, text=True)
    took = time.monotonic() - begin
    if done.returncode:
        raise SystemExit(done.stderr)
    memory = re.search(r"VmHWM:\s+(\d+) kB", done.stdout)
    return took, int(memory.group(1)) / 1024, done.stdout


def dump(database):
    begin = time.monotonic()
    subprocess.run(["pg_dump", "--schema-only", "-f", os.devnull, database], check=True)
    return time.monotonic() - begin, 0, ""


def generated(database):
    """TypeScript of everything by pg_flux_gen, the model read anew, the files written into an empty folder."""
    with tempfile.TemporaryDirectory() as folder:
        begin = time.monotonic()
        subprocess.run([GENERATOR, "-d", f"dbname={database}", "--target", "ts", "--out", folder, "--quiet"], check=True)
        return time.monotonic() - begin, 0, ""


def literal(text):
    return "$source$" + text + "$source$"


def operations(tables):
    now, then = literal(schema(tables)), literal(ten_changes(schema(tables)))
    count = "SELECT count(*) FROM pg_flux.{}(%s, schemas => '{{app}}'%s);"
    allowed = ", allow_hazards => '{ALL}'"
    return {
        "pg_dump --schema-only": dump,
        "diff, nothing to do": lambda db: session(db, count.format("diff") % (now, "")),
        "diff, ten changes": lambda db: session(db, count.format("diff") % (then, "")),
        "apply, ten changes": lambda db: session(db, "BEGIN;\n" + count.format("apply") % (then, allowed) + "\nROLLBACK;"),
        "dump": lambda db: session(db, "SELECT length(sql) FROM pg_flux.dump('{app}');"),
        "pg_flux_gen, TypeScript": generated,
        "codegen('ts') from psql": lambda db: session(db, "SELECT sum(length(body)) FROM pg_flux.codegen('ts');"),
        "fingerprint": lambda db: session(db, "SELECT pg_flux.fingerprint('{app}');"),
    }


def measure(tables, rounds):
    database = f"bench_{tables}"
    subprocess.run(["createdb", database], check=True)
    subprocess.run(["psql", "-XqAt", "-d", database, "-c", "CREATE EXTENSION pg_flux"], check=True)
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as file:
        file.write(schema(tables))
        file.flush()
        subprocess.run(["psql", "-Xq", "-v", "ON_ERROR_STOP=1", "-d", database, "-f", file.name], check=True)
    subprocess.run(["psql", "-Xq", "-d", database, "-c", "VACUUM ANALYZE"], check=True)
    todo = operations(tables)
    times, memory = {name: [] for name in todo}, {name: 0.0 for name in todo}
    for _ in range(rounds):
        for name, run in todo.items():
            took, peak, out = run(database)
            times[name].append(took)
            memory[name] = max(memory[name], peak)
            if name == "diff, nothing to do" and out.split("\n")[0] != "0":
                raise SystemExit(f"{tables} tables: a diff with nothing to do found {out.split()[0]} steps")
    subprocess.run(["dropdb", database], check=True)
    return {name: (statistics.median(times[name]), memory[name]) for name in todo}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("sizes", type=int, nargs="+", metavar="SIZE")
    args = parser.parse_args()
    print(f"medians of {args.rounds} rounds; ratio: times that of pg_dump; memory: the backend's VmHWM, shared buffers included\n")
    print(f"{'tables':>6}  {'operation':24}{'ms':>9}{'ratio':>8}{'memory':>10}")
    for size in args.sizes:
        results = measure(size, args.rounds)
        base = results["pg_dump --schema-only"][0]
        for name, (took, peak) in results.items():
            print(f"{size:>6}  {name:24}{took * 1000:>9.0f}{took / base:>8.2f}" + (f"{peak:>7.0f} MB" if peak else ""), flush=True)
        print()


if __name__ == "__main__":
    main()
