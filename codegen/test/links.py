"""Every link in a folder of Markdown leads to a file, and every file but the index is linked to."""
import pathlib
import re
import sys
import urllib.parse

root = pathlib.Path(sys.argv[1])
reached = {root / "README.md"}
bad = 0
for page in root.rglob("*.md"):
    for target in re.findall(r"(?<!\\)\]\(([^)]*)\)", page.read_text(encoding="utf-8")):
        file = page.parent / urllib.parse.unquote(target)
        reached.add(file)
        if not file.exists():
            bad = 1
            print(f"{page}: {target} leads nowhere")
for page in set(root.rglob("*.md")) - reached:
    bad = 1
    print(f"{page}: nothing leads here")
sys.exit(bad)
