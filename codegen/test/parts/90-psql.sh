# shellcheck shell=bash
# pg_flux.codegen() gives what the program writes.
from_psql() { # TARGET
    local target=$1
    "$gen" -t "$target" -o "$work/program/$target" --quiet || return 1
    mkdir -p "$work/psql/$target"
    psql -XqAt -v ON_ERROR_STOP=1 -c "SELECT encode(convert_to(path, 'UTF8'), 'hex'), encode(convert_to(body, 'UTF8'), 'hex') FROM pg_flux.codegen('$target')" -F ' ' |
        python3 -c '
import os, sys
for line in sys.stdin:
    path, body = (bytes.fromhex(x) for x in (line.rstrip("\n") + " ").split(" ")[:2])
    place = os.path.join(sys.argv[1], path.decode())
    os.makedirs(os.path.dirname(place), exist_ok=True)
    open(place, "wb").write(body)' "$work/psql/$target" || return 1
    diff -r -x .pg_flux_gen.json "$work/program/$target" "$work/psql/$target"
}
for target in $("$gen" --targets | awk '{print $1}'); do
    check "$target from psql is the program's" from_psql "$target"
done
