# shellcheck shell=bash
# shellcheck disable=SC2154,SC2034,SC2015,SC2016
# Python: pyright at its strictest, an import of every module, and values there and back with psycopg, asyncpg and SQLAlchemy.
py=$build/python
rm -rf "$py" && mkdir -p "$py"
cp codegen/test/python/*.py "$py"
py_variant() { "$gen" --model "$work/model.json" -t python -o "$py/$1" --quiet "${@:2}"; }
check 'python, pydantic' py_variant models
check 'python, dataclasses' py_variant classes --style dataclass --frozen --flavours sqlalchemy
check 'python, TypedDict' py_variant dicts --style typeddict --array-elements nullable --snake-fields
check 'python for asyncpg, pydantic' py_variant apg_models --driver asyncpg
check 'python for asyncpg, dataclasses' py_variant apg_classes --driver asyncpg --style dataclass
check 'python for asyncpg, TypedDict' py_variant apg_dicts --driver asyncpg --style typeddict
small() { "$gen" --model codegen/test/small.json -t python -o "$py/$1" --quiet "${@:2}"; }
check 'python of a single table' small small
check 'python of a single table, SQLAlchemy' small small_orm --style dataclass --flavours sqlalchemy
check 'a virtual column is not persisted' grep -qF "_sa.Computed(\"(x || 'y')\", persisted=False)" "$py/small_orm/orm.py"
check 'python of a single table, asyncpg' small small_apg --style typeddict --driver asyncpg
check 'SQLAlchemy by asyncpg is refused' fails_with 2 'needs driver = "psycopg"' "$gen" "${m[@]}" -t python -o "$py/no" --driver asyncpg --flavours sqlalchemy
check 'an option that python does not take' fails_with 2 'none of the chosen targets has the option --enum-style' "$gen" "${m[@]}" -t python -o "$py/no" --enum-style union
# The drivers are the system's; pydantic 2 is not in every system, nor SQLAlchemy 2.
site=/usr/lib/python3/dist-packages
drivers=$py/site
mkdir -p "$drivers"
for package in psycopg asyncpg; do ln -sfn "$site/$package" "$drivers/$package"; done
newer=$build/python-packages/usr/lib/python3/dist-packages
check 'SQLAlchemy 2 and asyncpg, for checking' codegen/test/debian trixie "$build/python-packages" '^python3-(sqlalchemy|asyncpg)$' python3-sqlalchemy python3-asyncpg
mkdir -p "$py/newer" && ln -sfn "$newer/sqlalchemy" "$py/newer/sqlalchemy"
pydantic=$(python3 -c 'import pydantic, pathlib; assert pydantic.VERSION > "2"; print(pathlib.Path(pydantic.__file__).parent.parent)' 2>/dev/null)
typing_extensions=$(python3 -c 'import typing_extensions, pathlib; print(pathlib.Path(typing_extensions.__file__).parent)' 2>/dev/null)
[ -n "$pydantic" ] || { echo '# no pydantic 2 here: its models are not checked'; rm -rf "$py/models" "$py/apg_models" "$py/small"; }
# asyncpg has types from 0.30 on: what is checked is newer than what runs here.
mkdir -p "$py/typed" && ln -sfn "$site/psycopg" "$py/typed/psycopg" && ln -sfn "$newer/asyncpg" "$py/typed/asyncpg" && ln -sfn "$newer/sqlalchemy" "$py/typed/sqlalchemy"
printf '{"include": ["."], "exclude": ["site", "newer", "typed", "round_trip*.py", "values.py"], "typeCheckingMode": "strict", "pythonVersion": "3.11", "extraPaths": ["%s", "%s", "%s"]}' \
    "$py/typed" "${pydantic:-$py/typed}" "${typing_extensions:-$py/typed}" >"$py/pyrightconfig.json"
check 'pyright, strict' env PYRIGHT_PYTHON_IGNORE_WARNINGS=1 "$build/ts/node_modules/.bin/pyright" -p "$py"
run_python() { (cd "$py" && PYTHONPATH=$drivers:$py/newer python3 -W error "$@"); }
older_asyncpg='import asyncpg; asyncpg.Range.__class_getitem__ = classmethod(lambda cls, _: cls); '
imports() { run_python -c "$older_asyncpg$(cd "$py" && for f in "$1"/*.py; do f=${f%.py}; echo "import ${f//\//.}"; done)"; }
round_trip() { run_python "round_trip$1.py" "$2"; }
for each in classes dicts apg_classes apg_dicts ${pydantic:+models apg_models}; do
    check "python, $each is imported" imports "$each"
    case $each in
        apg_*) check "asyncpg, $each" round_trip _asyncpg "$each" ;;
        *) check "psycopg, $each" round_trip '' "$each" ;;
    esac
done
check 'SQLAlchemy' round_trip _orm classes
