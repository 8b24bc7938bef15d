"""Extreme values of every type, written and read back by psycopg 3; each must be of the type that the generated code claims."""
# pyright: basic
import importlib
import sys
import typing

import psycopg
from psycopg import sql
from psycopg.rows import class_row, dict_row
from psycopg.types.json import Json, Jsonb

import values

style = sys.argv[1]
tables = importlib.import_module(f"{style}.tables")
enums = importlib.import_module(f"{style}.enums")
composites = importlib.import_module(f"{style}.types")
register = importlib.import_module(f"{style}.register")
rows = values.rows(enums, composites)

# What psycopg cannot know from a Python value, as for any statement: that a document is JSON, and what a text is in an array.
as_json = {"c_json": Json, "c_jsonb": Jsonb}
in_arrays = {"a_jsonb": Jsonb}


def parameter(column: str, value: typing.Any) -> object:
    if value is None:
        return None
    if column in as_json:
        return as_json[column](value)
    if column == "a_box":  # the one type whose arrays have another delimiter
        return "{" + ";".join(value) + "}"
    return [in_arrays[column](item) for item in value] if column in in_arrays else value


Everything = tables.Everything
hints = typing.get_type_hints(Everything, include_extras=True)
with psycopg.connect(autocommit=True) as connection:
    register.register_all(connection)
    kinds = dict(connection.execute("SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = 'app.everything'::regclass"))
    connection.execute("DELETE FROM app.everything")
    for row in rows:
        connection.execute(
            sql.SQL("INSERT INTO app.everything ({}) VALUES ({})").format(
                sql.SQL(", ").join(map(sql.Identifier, row)), sql.SQL(", ").join(sql.SQL("{}::{}").format(sql.Placeholder(), sql.SQL(kinds[name])) for name in row)
            ),
            [parameter(column, value) for column, value in row.items()],
        )
    factory = dict_row if style == "dicts" else class_row(Everything)
    read = connection.cursor(row_factory=factory).execute("SELECT * FROM app.everything ORDER BY id").fetchall()
    bad = 0
    for row, got in zip(rows, read, strict=True):
        wanted = {"c_very_positive": 101, **row}
        for column, hint in hints.items():
            if column == "model_config":
                continue
            value = got[column] if isinstance(got, dict) else getattr(got, column)
            expected = wanted.get(column)
            same = value == expected or (value != value and expected != expected) or str(value) == str(expected)
            if same and values.conforms(value, hint):
                print(f"ok psycopg {style} {row['id']} {column}")
            else:
                bad = 1
                print(f"{row['id']} {column}: {value!r} ({type(value).__name__}), expected {expected!r}, typed {hint}")
sys.exit(bad)
