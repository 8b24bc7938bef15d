# shellcheck shell=bash
# shellcheck disable=SC2154,SC2034,SC2015,SC2016
# TypeScript: the compiler at its strictest over several choices, then values there and back with both drivers.
ts=$build/ts
mkdir -p "$ts"
cmp -s codegen/test/ts/package.json "$ts/package.json" && [ -e "$ts/node_modules/.bin/tsc" ] || {
    cp codegen/test/ts/package.json "$ts/package.json"
    check 'npm packages' npm --prefix "$ts" install --no-audit --no-fund --no-package-lock --loglevel=error
}
rm -rf "$ts/out" "$ts/built"
cp codegen/test/ts/*.ts codegen/test/ts/tsconfig.json "$ts"
ts_variant() { "$gen" --model "$work/model.json" -t ts -o "$ts/out/$1" --quiet "${@:2}"; }
check 'ts for node-postgres' ts_variant pg --bigint bigint --validators zod --flavours kysely
check 'ts for postgres.js' ts_variant postgres --driver postgres --bigint bigint --validators zod
check 'ts with brands and constants' ts_variant brands --ids brand --domains brand --enum-style const_object --validators zod --flavours kysely --readonly defaults
check 'ts without parsers' ts_variant raw --no-parsers --date Date --validators zod
check 'ts with other nulls, enums, names' ts_variant nulls --null-style optional --enum-style ts_enum --field-case camel --schema-prefix always --array-elements nullable --validators zod --date Date --numeric number --bigint number --json JsonValue --timestamp string --domains base
check 'ts of postgres.js without parsers' ts_variant raw2 --driver postgres --no-parsers --date Date --no-functions --no-views --no-insert-update --null-style undefined
check 'tsc --strict' "$ts/node_modules/.bin/tsc" -p "$ts"
check 'node-postgres' node "$ts/built/round_trip_pg.js"
check 'postgres.js' node "$ts/built/round_trip_postgres.js"
