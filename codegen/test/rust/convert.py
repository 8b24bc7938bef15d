"""Writes the function that makes of a row of app.everything what inserts it whole, by the two generated structs."""
import re
import sys

text = open(sys.argv[1], encoding="utf-8").read()
fields = re.search(r"pub struct EverythingInsert \{\n(.*?)\n\}", text, re.S).group(1)
print("\nfn insert(row: db::tables::Everything, id: i32) -> db::tables::EverythingInsert {\n    db::tables::EverythingInsert {\n        id,")
for name, kind in re.findall(r"pub (\S+):\s+(.*),\n", fields + "\n"):
    if name != "id":
        print(f"        {name}: " + (f"Some(row.{name})" if kind.startswith("Option<Option<") else f"row.{name}") + ",")
print("    }\n}")
