# shellcheck shell=bash disable=SC2154,SC2034
# Diagrams and documents, read by the tools that they are for.
docs=$build/docs
rm -rf "$docs" && mkdir -p "$docs"
for target in mermaid dot dbml markdown; do
    check "$target" "$gen" --model "$work/model.json" -t "$target" -o "$docs/$target" --quiet
done
for columns in keys none; do
    check "mermaid, columns $columns" "$gen" --model "$work/model.json" -t mermaid -o "$docs/mermaid-$columns" --columns "$columns" --quiet
    check "dot, columns $columns" "$gen" --model "$work/model.json" -t dot -o "$docs/dot-$columns" --columns "$columns" --quiet
done
# Graphviz says on standard error what it does not understand, and goes on.
drawn() { dot -Tsvg "$1/schema.dot" -o "$1/schema.svg" 2>"$1/said" && [ ! -s "$1/said" ] && grep -q 'app.users&#45;&gt;\|app.posts&#45;&gt;app.users' "$1/schema.svg" || { cat "$1/said"; return 1; }; }
for each in "$docs"/dot*; do check "Graphviz draws $(basename "$each")" drawn "$each"; done
check 'each link of the Markdown leads to a page' python3 codegen/test/links.py "$docs/markdown"
check 'DBML is read' node codegen/test/ts/dbml.mjs "$build/ts" "$docs/dbml/schema.dbml"
check 'Mermaid is read' node codegen/test/ts/mermaid.mjs "$build/ts" "$docs"/mermaid*/schema.mmd
