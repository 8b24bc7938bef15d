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
check 'ts for node-postgres' ts_variant pg --bigint bigint --validators zod,valibot --flavours kysely
check 'ts for postgres.js' ts_variant postgres --driver postgres --bigint bigint --validators zod,valibot
check 'ts with brands and constants' ts_variant brands --ids brand --domains brand --enum-style const_object --validators zod,valibot --flavours kysely,drizzle --readonly defaults --bigint number
check 'ts without parsers' ts_variant raw --no-parsers --date Date --validators zod,valibot
check 'ts for drizzle' ts_variant drizzle --flavours drizzle --bigint bigint
check 'ts for drizzle, other choices' ts_variant drizzle2 --flavours drizzle --bigint number --numeric number --timestamp string --date Date --enum-style ts_enum --field-case camel --no-strip-id --domains base
check 'ts with nested arrays' ts_variant nested --arrays nested --bigint bigint --validators zod,valibot --flavours kysely --array-elements nullable
check 'ts of a single table' "$gen" --model codegen/test/small.json -t ts -o "$ts/out/small" --quiet --flavours kysely,drizzle --validators zod,valibot --bigint bigint
check 'drizzle has no bigint as text' fails_with 2 'needs bigint = "bigint" or bigint = "number"' "$gen" "${m[@]}" -t ts -o "$work/no" --flavours drizzle
check 'drizzle needs node-postgres' fails_with 2 'needs driver = "pg"' "$gen" "${m[@]}" -t ts -o "$work/no" --flavours drizzle --driver postgres
check 'drizzle reads by the parsers' fails_with 2 'needs the parsers' "$gen" "${m[@]}" -t ts -o "$work/no" --flavours drizzle --bigint bigint --no-parsers --date Date
check 'an option that ts does not take' fails_with 2 'none of the chosen targets has the option --snake-fields' "$gen" "${m[@]}" -t ts -o "$work/no" --snake-fields
check 'ts with other nulls, enums, names' ts_variant nulls --null-style optional --enum-style ts_enum --field-case camel --schema-prefix always --array-elements nullable --validators zod,valibot --date Date --numeric number --bigint number --json JsonValue --timestamp string --domains base
check 'ts of postgres.js without parsers' ts_variant raw2 --driver postgres --no-parsers --date Date --no-functions --no-views --no-insert-update --null-style undefined
check 'tsc --strict' "$ts/node_modules/.bin/tsc" -p "$ts"
check 'node-postgres' node "$ts/built/round_trip_pg.js"
check 'postgres.js' node "$ts/built/round_trip_postgres.js"
check 'drizzle' node "$ts/built/round_trip_drizzle.js"
check 'arrays of several dimensions' node "$ts/built/arrays.js"
