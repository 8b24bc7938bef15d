# shellcheck shell=bash
# shellcheck disable=SC2154,SC2034,SC2015,SC2016
# The program as it is called: statuses, messages, files.
fails_with() { # STATUS TEXT COMMAND...
    local status=$1 text=$2 out got=0
    shift 2
    out=$("$@" 2>&1) || got=$?
    [ "$got" = "$status" ] && grep -qF -- "$text" <<<"$out" || { echo "status $got, expected $status and \"$text\":"; echo "$out"; return 1; }
}
m=(--model "$work/model.json")
check 'help' fails_with 0 '--null-style' "$gen" --help
check 'no target' fails_with 2 'nothing to do' "$gen" "${m[@]}"
check 'unknown option, with the nearest' fails_with 2 'did you mean "--null-style"?' "$gen" "${m[@]}" -t ts -o "$work/x" --nul-style=union
check 'unknown value, with the nearest' fails_with 2 'did you mean "undefined"?' "$gen" "${m[@]}" -t ts -o "$work/x" --null-style=undefind
check 'unknown target, with the nearest' fails_with 2 'did you mean "json"?' "$gen" "${m[@]}" -t jsn -o "$work/x"
check 'an option that no target has' fails_with 2 'none of the chosen targets has' "$gen" "${m[@]}" -t json -o "$work/x" --bigint string
check 'no folder' fails_with 2 'no folder for target' "$gen" "${m[@]}" -t ts
check 'no connection' fails_with 1 'cannot connect' "$gen" -t json -o "$work/x" -d 'host=/nowhere'
check 'no extension, with the command' fails_with 1 'CREATE EXTENSION pg_flux' "$gen" -t json -o "$work/x" -d dbname=template1
check 'a type without a rule, with the rule' fails_with 2 'types = ["public.odd = …"]' "$gen" --model codegen/test/unknown_type.json -t ts -o "$work/x"
check 'a rule for it' "$gen" --model codegen/test/unknown_type.json -t ts -o "$work/odd" --types 'public.odd = Odd from ../odd'
check 'a rule for it is used' grep -qF 'import type { Odd } from "../odd"' "$work/odd/tables.ts"
check 'messages as JSON' fails_with 2 '"level":"error"' "$gen" --log-format json "${m[@]}" -t jsn -o "$work/x"

check 'writes' "$gen" "${m[@]}" -t json -t sql -o "$work/two" --quiet
check 'as the database does' bash -c 'cd "$work" && "$gen" -t json -t sql -o live --quiet && diff -r two live'
check 'is up to date' "$gen" "${m[@]}" -t json -t sql -o "$work/two" --check
check 'writes nothing twice' bash -c '! "$gen" --model "$work/model.json" -t json -o "$work/two/json" 2>&1 | grep -E "created|updated"'
echo mine >"$work/two/sql/mine.sql"
echo '-- edited' >>"$work/two/sql/README.md"
rm "$work"/two/sql/*/*user_insert*
check 'stale and missing' fails_with 3 '-- edited' "$gen" "${m[@]}" -t sql -o "$work/two/sql" --check
check 'a diff, and nothing written' fails_with 0 'missing' "$gen" "${m[@]}" -t sql -o "$work/two/sql" --diff
check 'written again' "$gen" "${m[@]}" -t sql -o "$work/two/sql"
check 'and up to date' "$gen" "${m[@]}" -t sql -o "$work/two/sql" --check --quiet
check 'without the index' "$gen" "${m[@]}" -t sql -o "$work/two/sql" --no-index
check 'what is no longer written is gone' test ! -e "$work/two/sql/README.md"
check 'what others wrote stays' grep -q mine "$work/two/sql/mine.sql"
mkdir -p "$work/other" && echo '{}' >"$work/other/model.json"
check "others' files are not replaced" fails_with 1 'was not written by pg_flux_gen' "$gen" "${m[@]}" -t json -o "$work/other"
check 'but by force' "$gen" "${m[@]}" -t json -o "$work/other" --force

check 'init' bash -c 'cd "$work" && mkdir conf && cd conf && "$gen" init'
check 'init does not replace' fails_with 2 'there already' bash -c 'cd "$work/conf" && "$gen" init'
check 'what init wrote works' bash -c 'cd "$work/conf" && "$gen" --model ../model.json && test -e src/db/index.ts'
check 'the file and the command line agree' bash -c 'cd "$work" && "$gen" --model model.json -t ts -o same --quiet && rm same/.pg* && diff -r -x ".pg*" same conf/src/db'
printf '[[target]]\ntarget = "ts"\nout = "x"\nnul_style = "union"\n' >"$work/bad.toml"
check 'an unknown key, with line and nearest' fails_with 2 'bad.toml:4: target ts has no option "nul_style"; did you mean "null_style"?' "$gen" -c "$work/bad.toml" "${m[@]}"
check 'deterministic' bash -c '"$gen" --model "$work/model.json" -t ts -o "$work/again" --quiet && diff -r -x ".pg*" "$work/again" "$work/same"'
