"""A schema as items: what one statement (or one column of one) says, with options that can change and references to others.

An item's template holds
    «key»    the qualified name of an item     «.key»  its bare name     «!key»  its qualified name as a literal
    «?key»   nothing: the item is only needed  «@»     the item itself (also «.@», «!@»)
    [[name]] one of the item's options; [[columns]] the items that have it as parent
Dependencies are read off the references, so whatever is dropped takes along what refers to it.
"""
import re
from dataclasses import dataclass, field, replace

from names import ident, literal

REFERENCE = re.compile(r'«([.!?]?)([@\w]+)»')
OPTION = re.compile(r'\[\[(\w+)\]\]')


@dataclass(frozen=True)
class Item:
    key: str
    kind: str
    template: str
    name: str = ''
    space: str = ''      # the key of its schema, if it lives in one
    parent: str = ''     # the relation that it is a column of
    family: str = ''     # what its values can do (columns, functions)
    position: float = 0
    sticky: bool = False  # stays: without it a whole kind would no longer be managed
    options: dict = field(default_factory=dict)
    choices: dict = field(default_factory=dict)

    def body(self):
        """The template with the options in place."""
        return OPTION.sub(lambda m: m[0] if m[1] == 'columns' else self.options[m[1]], self.template)

    def needs(self):
        keys = {m[2] for m in REFERENCE.finditer(self.body())} - {'@', self.key}
        return keys | {x for x in (self.space, self.parent) if x}

    def with_choice(self, name, fragments, rng):
        more = {**self.choices, name: fragments} if len(fragments) > 1 else self.choices
        return replace(self.with_option(name, rng.choice(fragments)), choices=more)

    def fixed(self, name):
        return replace(self, choices={k: v for k, v in self.choices.items() if k != name})

    def narrowed(self, name, kept):
        return replace(self, choices={k: [f for f in v if f in kept] if k == name else v for k, v in self.choices.items()})

    def with_option(self, name, value):
        return replace(self, options={**self.options, name: value})


class Schema:
    def __init__(self, items=()):
        self.items = dict(items)

    def copy(self):
        return Schema(self.items)

    def __iter__(self):
        return iter(self.items.values())

    def __contains__(self, key):
        return key in self.items

    def of(self, *kinds):
        return [x for x in self if x.kind in kinds]

    def columns(self, key):
        return sorted((x for x in self if x.parent == key), key=lambda x: x.position)

    def without(self, keys):
        """Takes items away, and all that refers to them."""
        gone = set(keys)
        while True:
            more = {x.key for x in self if x.key not in gone and x.needs() & gone}
            if not more:
                return Schema((k, v) for k, v in self.items.items() if k not in gone)
            gone |= more

    def closed(self):
        """Takes away what refers to something that is not there."""
        return self.without({n for x in self for n in x.needs() if n not in self})

    def name(self, key, mark):
        item = self.items[key]
        bare = item.name if item.kind == 'operator' else ident(item.name)
        full = f'{ident(self.items[item.space].name)}.{bare}' if item.space else bare
        return {'': full, '.': bare, '!': literal(full), '?': ''}[mark]

    def text(self, item):
        body = item.body()
        if '[[columns]]' in body:
            body = body.replace('[[columns]]', ', '.join(self.text(x) for x in self.columns(item.key)))
        return REFERENCE.sub(lambda m: m[0] if m[2] not in self.items and m[2] != '@' else
                             self.name(item.key if m[2] == '@' else m[2], m[1]), body)

    def ordered(self):
        """The items that are statements, each after what it needs."""
        out, done, place = [], set(), {key: n for n, key in enumerate(self.items)}

        def visit(item, trail=()):
            if item.key in done or item.key in trail:
                return
            needed = item.needs() | {n for x in self.columns(item.key) for n in x.needs()}
            for key in sorted(needed - {item.key}, key=place.get):
                visit(self.items[key], trail + (item.key,))
            done.add(item.key)
            if not item.parent:
                out.append(item)
        for item in self:
            visit(item)
        return out

    def sql(self):
        return ''.join(t + ';\n' for t in map(self.text, self.ordered()) if t)

    def spaces(self):
        return [x.name for x in self.of('schema')]
