

def _found(info: object, name: str) -> _typing.Any:
    if info is None:
        raise LookupError(f"the database has no type {name}: generate this code again")
    return info
