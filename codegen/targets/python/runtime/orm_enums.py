

def _labels(members: type[_enum.StrEnum]) -> list[str]:
    return [member.value for member in members]


def _labelled(members: type[_enum.StrEnum], name: str, schema: str) -> _sa.types.TypeEngine[_typing.Any]:
    return _pg.ENUM(members, name=name, schema=schema, create_type=False, values_callable=_labels)
