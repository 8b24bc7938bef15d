# shellcheck shell=bash
# shellcheck disable=SC2154,SC2034,SC2015,SC2016
# Rust: rustfmt finds nothing to change, the compiler nothing to warn of, and values go there and back by sqlx and tokio-postgres.
rust=$build/rust
crates=$build/rust-crates
check 'rust refuses what is of sqlx alone' fails_with 2 'numeric = "bigdecimal" is for driver = "sqlx" only' "$gen" "${m[@]}" -t rust -o "$work/x" --driver tokio_postgres --numeric bigdecimal
check 'rust refuses what is of another driver' fails_with 2 'driver cannot be "pgx"' "$gen" "${m[@]}" -t rust -o "$work/x" --driver pgx
check 'rust names a type without a rule' fails_with 2 'types = ["public.odd = …"]' "$gen" --model codegen/test/unknown_type.json -t rust -o "$work/x"
check 'rust takes a rule for it' "$gen" --model codegen/test/unknown_type.json -t rust -o "$work/odd_rust" --types 'public.odd = Amount from crate::money'
check 'rust names it by its path' grep -qF 'pub a: crate::money::Amount,' "$work/odd_rust/tables.rs"
check 'rust says what a driver does not read' fails_with 0 'app.address: tokio-postgres does not read an attribute of it' "$gen" "${m[@]}" -t rust -o "$work/tokio" --driver tokio_postgres
rm -rf "$rust/src" && mkdir -p "$rust/src/bin" "$rust/.cargo"
rust_variant() { "$gen" --model "$work/model.json" -t rust -o "$rust/src/v_$1" --quiet "${@:2}"; }
check 'rust for sqlx' rust_variant sqlx
check 'rust for sqlx, time' rust_variant time --datetime time --domains newtype --array-elements nullable --no-serde
check 'rust for sqlx, text' rust_variant text --datetime string --numeric string --domains base
check 'rust, little of it' rust_variant few --no-functions --no-views --no-insert-update --no-comments --schema-prefix always --numeric decimal --search-path app
check 'rust for tokio-postgres' rust_variant tokio --driver tokio_postgres
check 'rust for tokio-postgres, time' rust_variant tokio2 --driver tokio_postgres --datetime time --domains newtype --array-elements nullable --no-serde
variants='sqlx text time tokio tokio2'
cp codegen/test/rust/Cargo.toml "$rust/Cargo.toml"
{ echo '#![deny(warnings)]'; printf 'pub mod v_%s;\n' few $variants; } >"$rust/src/lib.rs"
for v in $variants; do
    case $v in tokio*) driver=tokio ;; *) driver=sqlx ;; esac
    {
        sed "s/VARIANT/$v/g" "codegen/test/rust/$driver.rs"
        python3 codegen/test/rust/convert.py "$rust/src/v_$v/tables.rs"
        if [ "$v" = sqlx ]; then cat codegen/test/rust/typed_sqlx.rs; else printf '\nfn typed(_: &db::tables::Everything) {}\n'; fi
    } >"$rust/src/bin/rt_$v.rs"
done
# Where there is no cargo, or the crates cannot be had, the code is generated and not compiled.
if command -v cargo >/dev/null && codegen/test/debian trixie "$crates" '^librust-' librust-sqlx-dev librust-sqlx+postgres-dev librust-sqlx+uuid-dev librust-tokio-postgres-dev >"$work/debian.log" 2>&1; then
    printf '[source.crates-io]\nreplace-with = "debian"\n[source.debian]\ndirectory = "%s"\n' "$crates/usr/share/cargo/registry" >"$rust/.cargo/config.toml"
    formatted() { ! command -v rustfmt >/dev/null || rustfmt --edition 2021 --check "$rust/src/lib.rs"; }
    in_rust() { (cd "$rust" && cargo "$@"); }
    check 'rustfmt' formatted
    check 'cargo build, no warning' in_rust build --offline --quiet
    export PGUSER=${PGUSER:-$(id -un)} PGDATABASE=${PGDATABASE:-${PGUSER:-$(id -un)}} PGPORT=${PGPORT:-5432}
    rust_round_trip() { # PROGRAM ROW...
        psql -XqAt -v ON_ERROR_STOP=1 -f codegen/test/values.sql && "$rust/target/debug/rt_$1" "${@:2}"
    }
    check 'sqlx' rust_round_trip sqlx 1 2
    check 'sqlx, time' rust_round_trip time 1 2 6
    check 'sqlx, text' rust_round_trip text 1 2 3 4 5
    check 'tokio-postgres' rust_round_trip tokio 1 2 3
    check 'tokio-postgres, time' rust_round_trip tokio2 1 2 3 6
else
    echo '# no cargo with sqlx here: what is written for Rust is not compiled'
    sed 's/^/# /' "$work/debian.log" 2>/dev/null | tail -n 3
fi
