# shellcheck shell=bash
# shellcheck disable=SC2154,SC2034,SC2015,SC2016
# The page, in a browser: of ten tables with names that would break it, and of 500.
html=$build/html
rm -rf "$html" && mkdir -p "$html"
html_page() { # NAME TABLES SEARCHED
    createdb "html_$1" && psql -XqAt -v ON_ERROR_STOP=1 -d "html_$1" -f "codegen/test/html/$1.sql" &&
        "$gen" -d "dbname=html_$1" -t html -o "$html/$1" --title "The $1" --quiet &&
        node codegen/test/html/page.mjs "$build/ts" "$html/$1/index.html" "$html" "$2" "$3"
}
check 'html of 10 tables' html_page shop 10 order
check 'html of 500 tables' html_page wide 500 invoice_
check 'html without views, functions and columns' "$gen" --model "$work/model.json" -t html -o "$html/bare" --no-views --no-functions --columns none --quiet
check 'html is one file' test "$(find "$html/shop" -type f ! -name '.pg*')" = "$html/shop/index.html"
check 'an option that html does not take' fails_with 2 'none of the chosen targets has the option --bigint' "$gen" "${m[@]}" -t html -o "$html/no" --bigint string
