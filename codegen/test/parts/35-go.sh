# shellcheck shell=bash
# shellcheck disable=SC2154,SC2034,SC2015,SC2016
# Go: gofmt finds nothing to change, go vet nothing to say, and values go there and back by pgx and by database/sql.
go=$build/go
packages=$build/go-packages
check 'go refuses what is of pgx alone' fails_with 2 'nulls = "pgtype" is for driver = "pgx" only' "$gen" "${m[@]}" -t go -o "$work/x" --driver database_sql --nulls pgtype
check 'go refuses a package that cannot be called so' fails_with 2 'package cannot be "func"' "$gen" "${m[@]}" -t go -o "$work/x" --package func
check 'go names a type without a rule' fails_with 2 'types = ["public.odd = …"]' "$gen" --model codegen/test/unknown_type.json -t go -o "$work/x"
check 'go takes a rule for it' "$gen" --model codegen/test/unknown_type.json -t go -o "$work/odd_go" --types 'public.odd = money.Amount from example.com/go-money'
check 'go imports it by name' grep -qF 'money "example.com/go-money"' "$work/odd_go/tables.go"
rm -rf "$go/src" && mkdir -p "$go/src/kitchen" "$go/src/github.com/uptrace/bun"
go_variant() { "$gen" --model "$work/model.json" -t go -o "$go/src/kitchen/$1" --package "$1" --quiet "${@:2}"; }
check 'go for pgx' go_variant db
check 'go for database/sql' go_variant std --driver database_sql
check 'go for pgx, pgtype' go_variant pgt --nulls pgtype --time pgtype --domains type --array-elements nullable --uuid string --numeric string
check 'go for pgx, sql.Null, all tags' go_variant nul --nulls sql_null --domains base --tags json --tags gorm --tags bun --tags validate --json-case camel --omitempty nullable --uuid google
check 'go for database/sql, sql.Null' go_variant stdnul --driver database_sql --nulls sql_null --domains type --array-elements nullable --uuid google
check 'go, little of it' go_variant few --no-functions --no-views --no-insert-update --no-comments --tags validate --omitempty all --schema-prefix always --numeric decimal
# Where the packages cannot be had, the code is generated and not compiled.
if codegen/test/debian sid "$packages" '^golang-(1\.27|.*-dev$)' golang-1.27-go golang-github-jackc-pgx-v5-dev golang-github-lib-pq-dev golang-github-google-uuid-dev golang-github-shopspring-decimal-dev >"$work/debian.log" 2>&1; then
    # Of bun, which Debian has not, generated code names one type.
    printf 'package bun\n\ntype BaseModel struct{}\n' >"$go/src/github.com/uptrace/bun/bun.go"
    program() { mkdir -p "$go/src/kitchen/$1" && sed "s/VARIANT/$3/g" "codegen/test/go/$2.go" >"$go/src/kitchen/$1/main.go"; }
    for v in db pgt nul; do program "rt_$v" pgx "$v"; done
    for v in std stdnul; do program "rt_$v" sql "$v"; done
    program typed typed db
    export GOROOT=$packages/usr/lib/go-1.27 GOPATH=$go:$packages/usr/share/gocode GOCACHE=$build/go-cache GO111MODULE=off GOFLAGS='' CGO_ENABLED=0 GOTOOLCHAIN=local
    gofmt() { [ -z "$("$GOROOT/bin/gofmt" -d "$go/src/kitchen" | tee /dev/stderr)" ]; }
    in_go() { (cd "$go/src/kitchen" && "$GOROOT/bin/go" "$@"); }
    check 'gofmt' gofmt
    check 'go vet' in_go vet kitchen/...
    check 'go build' in_go build -o "$go/bin/" kitchen/rt_db kitchen/rt_pgt kitchen/rt_nul kitchen/rt_std kitchen/rt_stdnul kitchen/typed
    go_round_trip() { # PROGRAM ARGUMENT...
        psql -XqAt -v ON_ERROR_STOP=1 -f codegen/test/values.sql && "$go/bin/$1" "${@:2}"
    }
    # ! before a row: the types cannot hold it, and must say so.
    check 'pgx' go_round_trip rt_db 1 2 3 '!4' 5 '!6'
    check 'pgx, pgtype' go_round_trip rt_pgt 1 2 3 4 5 6
    check 'pgx, sql.Null' go_round_trip rt_nul 1 2 3 '!4' 5 '!6'
    check 'pgx, values written in Go' go_round_trip typed
    check 'database/sql by pgx' go_round_trip rt_std pgx 1 2 3 '!4' '!6'
    check 'database/sql by lib/pq' go_round_trip rt_std postgres 1 2 3 '!4' '!6'
    check 'database/sql by pgx, sql.Null' go_round_trip rt_stdnul pgx 1 2 3 6
else
    echo '# no Go with pgx here: what is written for it is not compiled'
    sed 's/^/# /' "$work/debian.log" | tail -n 3
fi
