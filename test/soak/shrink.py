"""Makes a failing pair small: takes out what is in both, then takes back what differs, while the same sort of failure remains."""


def variants(old, new):
    """Smaller pairs, the boldest first."""
    keys = [x for x in dict.fromkeys([*old.items, *new.items]) if not any(s.items[x].sticky for s in (old, new) if x in s)]
    for size in (len(keys) // 2, len(keys) // 4, len(keys) // 8, 1):
        for at in range(0, len(keys), max(size, 1)):
            chunk = keys[at:at + max(size, 1)]
            yield old.without(chunk), new.without(chunk)
    for key in keys:
        if key not in old:
            yield old, new.without([key])
        elif key not in new:
            yield old.without([key]), new
        elif old.items[key] != new.items[key]:
            reverted = new.copy()
            reverted.items[key] = old.items[key]
            yield old, reverted.closed()
            for option in old.items[key].options:
                yield both(old, new, key, option)
    for key in keys:
        if key in old and key in new:
            for option, fragments in old.items[key].choices.items():
                if old.items[key].options[option] == new.items[key].options[option] != fragments[0]:
                    yield plain(old, key, option, fragments[0]), plain(new, key, option, fragments[0])


def both(old, new, key, option):
    made = new.copy()
    made.items[key] = new.items[key].with_option(option, old.items[key].options[option])
    return old, made.closed()


def plain(schema, key, option, fragment):
    made = schema.copy()
    made.items[key] = made.items[key].with_option(option, fragment)
    return made.closed()


def shrink(old, new, fails, budget):
    """fails(old, new) -> does it still fail in the same way? At most `budget` questions."""
    seen = set()
    progress = True
    while progress:
        progress = False
        for smaller in variants(old, new):
            text = (smaller[0].sql(), smaller[1].sql())
            if text in seen or text == (old.sql(), new.sql()):
                continue
            seen.add(text)
            budget -= 1
            if budget < 0:
                return old, new
            if fails(*smaller):
                old, new = smaller
                progress = True
                break
    return old, new
