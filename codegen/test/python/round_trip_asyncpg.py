"""The same values by asyncpg: what it gives must be of the type that the generated code claims."""
# pyright: basic
import asyncio
import importlib
import os
import sys
import typing
from decimal import Decimal

import asyncpg
from psycopg.types.multirange import Multirange
from psycopg.types.range import Range

import values

if not hasattr(asyncpg.Range, "__class_getitem__"):
    # Before 0.30 it is no generic class; then its items are not looked at.
    asyncpg.Range.__class_getitem__ = classmethod(lambda cls, _: cls)

style = sys.argv[1]
tables = importlib.import_module(f"{style}.tables")
enums = importlib.import_module(f"{style}.enums")
composites = importlib.import_module(f"{style}.types")
register = importlib.import_module(f"{style}.register")

Point, Box = asyncpg.Point, asyncpg.Box
# What asyncpg has classes of its own for.
own = {
    "c_char": b"x", "c_bit": asyncpg.BitString("1010"), "c_varbit": asyncpg.BitString("101"), "c_point": Point(0.1, -1e300),
    "c_circle": asyncpg.Circle((1, 2), 3), "c_line": asyncpg.Line(1, 2, 3), "c_lseg": asyncpg.LineSegment((1, 2), (3, 4)), "c_box": Box((3, 4), (1, 2)),
    "c_path": asyncpg.Path((1, 2), (3, 4), is_closed=True), "c_polygon": asyncpg.Polygon((1, 2), (3, 4)), "c_xid": 1, "c_xid8": 18446744073709551615,
    "c_tid": (0, 1), "c_lsn": 97500059720, "a_point": [Point(1, 2)], "a_box": [Box((3, 4), (1, 2)), Box((1, 1), (0, 0))],
    # In an array of JSON it takes a list for a further dimension.
    "a_jsonb": [{"a": 1}, "{x}"],
}


def converted(value: typing.Any) -> typing.Any:
    if isinstance(value, Range):
        if value.isempty:
            return asyncpg.Range(empty=True)
        return asyncpg.Range(converted(value.lower), converted(value.upper), lower_inc=value.lower_inc, upper_inc=value.upper_inc)
    if isinstance(value, Multirange):
        return [converted(part) for part in value]
    if isinstance(value, composites.Address):
        return value._replace(spots=[Point(1.5, -2) for _ in value.spots or []])
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return type(value)(*map(converted, value))
    if type(value) is list:
        return [converted(item) for item in value]
    return value


def plain(value: typing.Any) -> typing.Any:
    """Records compare with records only."""
    if isinstance(value, (asyncpg.Record, asyncpg.Path, asyncpg.Polygon)) or type(value) in (list, composites.Address, composites.Person, composites.PairRow):
        return [plain(item) for item in value]
    return value


async def main() -> int:
    connection = await asyncpg.connect(host=os.environ["PGHOST"], port=os.environ["PGPORT"], user=os.environ["PGUSER"], database=os.environ["PGDATABASE"])
    await register.register_all(connection)
    await connection.execute("DELETE FROM app.everything")
    all_rows = [{name: converted(value) if value is None or name not in own else own[name] for name, value in row.items()} for row in values.rows(enums, composites)]
    for row in all_rows:
        places = ", ".join(f"${at}" for at in range(1, len(row) + 1))
        await connection.execute(f"INSERT INTO app.everything ({', '.join(row)}) VALUES ({places})", *row.values())
    Everything = tables.Everything
    hints = typing.get_type_hints(Everything, include_extras=True)
    bad = 0
    for row, record in zip(all_rows, await connection.fetch("SELECT * FROM app.everything ORDER BY id"), strict=True):
        got = Everything.model_validate(dict(record)) if style == "apg_models" else Everything(**record)
        wanted = {"c_very_positive": 101, **row}
        for column, hint in hints.items():
            if column == "model_config":
                continue
            value = got[column] if isinstance(got, dict) else getattr(got, column)
            expected = wanted.get(column)
            same = plain(value) == plain(expected) or (isinstance(value, Decimal) and value.is_nan() and typing.cast(Decimal, expected).is_nan())
            if same and values.conforms(value, hint):
                print(f"ok asyncpg {style} {row['id']} {column}")
            else:
                bad = 1
                print(f"{row['id']} {column}: {value!r} ({type(value).__name__}), expected {expected!r}, typed {hint}")
    await connection.close()
    return bad


sys.exit(asyncio.run(main()))
