

class Base(_orm.DeclarativeBase):
    """The tables that have a key. Views and tables without one are Table objects in `tables`."""


#: Views, and tables that no column tells rows of apart: for queries, without a class.
tables = _sa.MetaData()


class PgType(_sa.types.UserDefinedType[_typing.Any]):
    """A type that SQLAlchemy has no class for: its values are what psycopg gives and takes."""

    cache_ok = True
    render_bind_cast = True

    def __init__(self, name: str) -> None:
        self.name = name

    def get_col_spec(self, **_: _typing.Any) -> str:
        return self.name


def register_types(engine: _sa.Engine) -> None:
    """Tells each connection of the engine of the schema's own types. Call it once, before the engine is used."""

    def connected(connection: _typing.Any, _: object) -> None:
        register_all(connection)

    _sa.event.listen(engine, "connect", connected)
