

class _Connection(_typing.Protocol):
    """What is asked of an asyncpg.Connection."""

    async def set_type_codec(
        self,
        typename: str,
        *,
        schema: str,
        encoder: _typing.Callable[[_typing.Any], bytes],
        decoder: _typing.Callable[[bytes], _typing.Any],
        format: str,
    ) -> None: ...

    async def set_builtin_type_codec(self, typename: str, *, schema: str, codec_name: str) -> None: ...


def _write_json(value: object) -> bytes:
    return _json.dumps(value).encode()


def _write_jsonb(value: object) -> bytes:
    return b"\1" + _json.dumps(value).encode()


def _read_jsonb(data: bytes) -> _typing.Any:
    return _json.loads(data[1:])


async def register_all(connection: _Connection) -> None:
    """Makes values arrive on this connection, and leave, as the generated types say. For a pool: init=register_all."""
    # Binary, as the server sends them: within composite values asyncpg takes nothing else.
    await connection.set_type_codec("json", schema="pg_catalog", encoder=_write_json, decoder=_json.loads, format="binary")
    await connection.set_type_codec("jsonb", schema="pg_catalog", encoder=_write_jsonb, decoder=_read_jsonb, format="binary")
