# shellcheck shell=bash
# shellcheck disable=SC2154,SC2034,SC2015,SC2016
# Python: pyright at its strictest, an import of every module, and values there and back with psycopg.
py=$build/python
rm -rf "$py" && mkdir -p "$py"
cp codegen/test/python/*.py "$py"
py_variant() { "$gen" --model "$work/model.json" -t python -o "$py/$1" --quiet "${@:2}"; }
check 'python, pydantic' py_variant models
check 'python, dataclasses' py_variant classes --style dataclass --frozen
check 'python, TypedDict' py_variant dicts --style typeddict --array-elements nullable --snake-fields
# psycopg is the system's; pydantic 2 is not in every system.
site=/usr/lib/python3/dist-packages
with_psycopg=$py/site
mkdir -p "$with_psycopg" && ln -sfn "$site/psycopg" "$with_psycopg/psycopg"
pydantic=$(python3 -c 'import pydantic, pathlib; assert pydantic.VERSION > "2"; print(pathlib.Path(pydantic.__file__).parent.parent)' 2>/dev/null)
typing_extensions=$(python3 -c 'import typing_extensions, pathlib; print(pathlib.Path(typing_extensions.__file__).parent)' 2>/dev/null)
[ -n "$pydantic" ] || { echo '# no pydantic 2 here: its models are not checked'; rm -rf "$py/models"; }
printf '{"include": ["."], "exclude": ["site", "round_trip.py"], "typeCheckingMode": "strict", "pythonVersion": "3.11", "extraPaths": ["%s", "%s", "%s"]}' \
    "$with_psycopg" "${pydantic:-$with_psycopg}" "${typing_extensions:-$with_psycopg}" >"$py/pyrightconfig.json"
check 'pyright, strict' env PYRIGHT_PYTHON_IGNORE_WARNINGS=1 "$build/ts/node_modules/.bin/pyright" -p "$py"
imports() { (cd "$py" && PYTHONPATH=$with_psycopg python3 -W error -c "$(for f in "$1"/*.py; do f=${f#"$py/"}; f=${f%.py}; echo "import ${f//\//.}"; done)"); }
check 'python, dataclasses are imported' imports "$py/classes"
check 'python, TypedDicts are imported' imports "$py/dicts"
[ -z "$pydantic" ] || check 'python, models are imported' imports "$py/models"
round_trip() { (cd "$py" && PYTHONPATH=$with_psycopg python3 -W error round_trip.py "$1"); }
check 'psycopg, dataclasses' round_trip classes
check 'psycopg, TypedDicts' round_trip dicts
[ -z "$pydantic" ] || check 'psycopg, pydantic' round_trip models
