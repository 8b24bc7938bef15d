"""Makes items: keys and names that nobody else has, options drawn from their choices, and what is there to refer to."""
from items import Item, Schema
from names import Names

ROLES = ['soak_owner', 'soak_reader', 'Soak "Odd"']


class Nothing(Exception):
    """There is nothing yet that this kind of item could be made on."""


class Build:
    def __init__(self, rng):
        self.rng, self.names, self.schema, self.count = rng, Names(rng), Schema(), 0

    def add(self, kind, template, space=None, name=None, options=None, **more):
        """options: name -> the fragments it can be; the first one is as likely as all others together."""
        self.count += 1
        choices = options or {}
        chosen = {k: v[0] if self.rng.random() < 0.5 else self.rng.choice(v) for k, v in choices.items()}
        item = Item(f'{kind}_{self.count}', kind, template, name or self.names.new(), space or '', options=chosen,
                    choices={k: v for k, v in choices.items() if len(v) > 1}, position=more.pop('position', self.count), **more)
        self.schema.items[item.key] = item
        return item

    def take(self, found):
        if not found:
            raise Nothing
        return self.rng.choice(found)

    def any(self, *kinds):
        return self.take(self.schema.of(*kinds))

    def space(self):
        return self.any('schema').key

    def chance(self, p):
        return self.rng.random() < p

    def role(self):
        return '"' + self.rng.choice(ROLES).replace('"', '""') + '"'

    def roles(self):
        return ['"' + x.replace('"', '""') + '"' for x in ROLES]

    def fields(self, relation, *families):
        """The columns that a relation has, inherited ones too."""
        out, at = [], relation
        while at:
            out += self.schema.columns(at.key)
            at = self.schema.items.get(at.options.get('parent', '').strip('«?»'))
        return [x for x in out if not families or x.family in families]

    def field(self, relation, *families):
        return self.take(self.fields(relation, *families))
