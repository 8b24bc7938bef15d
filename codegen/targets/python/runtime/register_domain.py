

class _Info(_typing.Protocol):
    oid: int


def _register_domain(connection: Connection[_typing.Any], name: str, base: str) -> None:
    """Values in arrays and composite types arrive under the domain's own number: they are read as the base type's are."""
    info: _Info = _found(TypeInfo.fetch(connection, name), name)
    under: _Info = _found(TypeInfo.fetch(connection, base), base)
    for format_ in (Format.TEXT, Format.BINARY):
        loader = connection.adapters.get_loader(under.oid, format_)
        if loader is not None:
            connection.adapters.register_loader(info.oid, loader)
    _found(TypeInfo.fetch(connection, name), name).register(connection)
