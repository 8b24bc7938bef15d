"""The same values through SQLAlchemy: models written and read back, relationships followed, statements of all tables and views run."""
# pyright: basic
import importlib
import os
import sys
import typing
import warnings

import sqlalchemy as sa
from psycopg.types.multirange import Multirange
from psycopg.types.range import Range
from sqlalchemy import orm as sa_orm
from sqlalchemy.dialects import postgresql as pg

import values

warnings.simplefilter("error")
package = sys.argv[1]
orm = importlib.import_module(f"{package}.orm")
enums = importlib.import_module(f"{package}.enums")
composites = importlib.import_module(f"{package}.types")
engine = sa.create_engine(f"postgresql+psycopg://{os.environ['PGUSER']}@/{os.environ['PGDATABASE']}?host={os.environ['PGHOST']}&port={os.environ['PGPORT']}")
orm.register_types(engine)
sa_orm.configure_mappers()
bad = 0


def check(name: str, holds: bool, said: object = "") -> None:
    global bad
    if holds:
        print(f"ok SQLAlchemy {name}")
    else:
        bad = 1
        print(f"{name}: {said}")


own_ranges = ("c_float_range", "c_float_ranges", "a_float_range")


def converted(column: str, value: typing.Any) -> typing.Any:
    """SQLAlchemy's ranges in place of psycopg's, but for the schema's own."""
    if column in own_ranges:
        return value
    if column == "a_box":  # the one type whose arrays have another delimiter, which psycopg does not know
        return None
    if isinstance(value, Range):
        return pg.Range(empty=True) if value.isempty else pg.Range(value.lower, value.upper, bounds=typing.cast(typing.Any, value.bounds))
    if isinstance(value, Multirange):
        return [converted(column, part) for part in value]
    if type(value) is list:
        return [converted(column, item) for item in value]
    return value


def conforms(value: object, hint: typing.Any) -> bool:
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin is pg.Range:
        return isinstance(value, pg.Range) and all(bound is None or values.conforms(bound, args[0]) for bound in (value.lower, value.upper))
    if origin is pg.MultiRange:
        return isinstance(value, list) and all(conforms(part, pg.Range[args[0]]) for part in value)
    if origin is list and typing.get_origin(args[0]) is pg.Range:
        return isinstance(value, list) and all(conforms(part, args[0]) for part in value)
    if args and type(None) in args:
        return value is None or any(conforms(value, arg) for arg in args if arg is not type(None))
    return values.conforms(value, hint)


Everything = orm.Everything
hints = {name: typing.get_args(hint)[0] for name, hint in typing.get_type_hints(Everything).items() if typing.get_origin(hint) is sa_orm.Mapped}
rows = [{name: converted(name, value) for name, value in row.items()} for row in values.rows(enums, composites)]
with sa_orm.Session(engine) as session:
    session.execute(sa.delete(Everything))
    session.add_all(Everything(**row) for row in rows)
    session.commit()
    for row, got in zip(rows, session.scalars(sa.select(Everything).order_by(Everything.id)), strict=True):
        wanted = {"c_very_positive": 101, **row}
        for column, hint in hints.items():
            value, expected = getattr(got, column), wanted.get(column)
            same = value == expected or (value != value and expected != expected) or str(value) == str(expected)
            check(f"{row['id']} {column}", same and conforms(value, hint), f"{value!r} ({type(value).__name__}), expected {expected!r}, typed {hint}")

with sa_orm.Session(engine) as session:
    user = orm.Users(email="a@b", mood=enums.Mood.VERY_HAPPY)
    post = orm.Post(author_user=user, kind="draft", title="t", parent_post=orm.Post(author_user=user, editor_user=user, kind="live", title="p"))
    session.add(post)
    session.flush()
    check("what the server makes", user.id > 0 and user.name == "nobody" and user.name_length == 6 and post.words is not None, user.id)
    session.expire_all()
    check("relationships", {each.title for each in user.author_posts} == {"t", "p"} and [each.title for each in user.editor_posts] == ["p"])
    check("a reference to itself", post.parent_post is not None and post.parent_post.parent_posts == [post])
    session.add(orm.PairUse(pair=orm.Pair(a=1, b=2, note="n")))
    session.flush()
    check("a key of two columns", session.scalars(sa.select(orm.Pair)).one().pair_uses[0].a == 1)
    check("by label", session.scalars(sa.select(orm.Users).where(orm.Users.mood == enums.Mood.VERY_HAPPY)).one() is user)
    for mapper in orm.Base.registry.mappers:
        session.execute(sa.select(mapper.class_).limit(1)).all()
    for table in orm.tables.tables.values():
        session.execute(sa.select(table).limit(1)).all()
    check("all can be asked", True)
    session.rollback()

# The same constraints as the server's, and their names.
inspector = sa.inspect(engine)
for table in orm.Base.metadata.tables.values():
    there = {c["name"] for c in inspector.get_foreign_keys(table.name, table.schema)} | {inspector.get_pk_constraint(table.name, table.schema)["name"]}
    there |= {c["name"] for c in inspector.get_unique_constraints(table.name, table.schema)} | {c["name"] for c in inspector.get_check_constraints(table.name, table.schema)}
    said = {c.name for c in table.constraints}
    check(f"constraints of {table}", said == there - {None}, (said, there))
# What it would say to the server can be said: each default, expression and type.
with engine.connect() as connection:
    again = sa.MetaData()
    for table in orm.Base.metadata.tables.values():
        table.to_metadata(again, schema=f"new {table.schema}", referred_schema_fn=lambda _table, _schema, _key, referred: f"new {referred}")
    for schema in {table.schema for table in again.tables.values()}:
        connection.execute(sa.schema.CreateSchema(schema))
    again.create_all(connection)
    connection.rollback()
    check("the server takes it", True)
sys.exit(bad)
