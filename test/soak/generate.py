"""A random schema, and the mutations that make another one of it."""
import random
from dataclasses import replace

import excluded, make_relations, make_routines, make_rules, make_tables, make_types
from build import Build, Nothing

MAKERS = make_types.MAKERS | make_tables.MAKERS | make_relations.MAKERS | make_routines.MAKERS | make_rules.MAKERS
FIXED_NAME = ('schema', 'operator')


def start(rng, version):
    b = Build(rng)
    b.version = version
    b.add('schema', '', name='public', sticky=True)
    other = b.add('schema', 'CREATE SCHEMA «.@»', sticky=True)
    # What a source says nothing of is not managed: each side has an owner and a privilege.
    b.add('owner', f'ALTER SCHEMA «.{other.key}» OWNER TO soak_owner', sticky=True)
    b.add('grant', f'GRANT USAGE ON SCHEMA «.{other.key}» TO soak_reader', sticky=True)
    return b


def make(b, count):
    makers, weights = list(MAKERS), list(MAKERS.values())
    for _ in range(count):
        for _ in range(10):
            try:
                b.rng.choices(makers, weights)[0](b)
                break
            except Nothing:
                pass


def drop(b):
    item = b.take([x for x in b.schema if not x.sticky])
    smaller = b.schema.without([item.key])
    # A table without columns is legal, a view without any is not.
    b.schema = smaller.without([x.key for x in smaller.of('view', 'matview', 'grouped') if not smaller.columns(x.key)])


def change(b):
    item = b.take([x for x in b.schema if x.choices])
    name = b.take(sorted(item.choices))
    # Not to what is dropped since, nor in a circle.
    new = item.with_option(name, b.take([x for x in item.choices[name] if x != item.options[name]]))
    if new.needs() <= set(b.schema.items):
        b.schema.items[item.key] = new


def rename(b):
    item = b.take([x for x in b.schema if x.kind not in FIXED_NAME and ('@' in x.template)])
    b.schema.items[item.key] = replace(item, name=b.names.new())


def swap(b):
    parent = b.any('view', 'matview', 'composite')
    found = b.schema.columns(parent.key)
    if len(found) > 1:
        one, two = b.rng.sample(found, 2)
        b.schema.items[one.key] = replace(one, position=two.position)
        b.schema.items[two.key] = replace(two, position=one.position)


def move(b):
    item = b.take([x for x in b.schema if x.space and x.kind in ('table', 'enum', 'function', 'view', 'sequence', 'domain')])
    space = b.space()
    # Indexes live where their table lives.
    for x in [item] + [x for x in b.schema.of('index') if item.key in x.needs()]:
        b.schema.items[x.key] = replace(x, space=space)


def mutate(b):
    try:
        b.rng.choices([drop, change, lambda b: make(b, 3), rename, swap, move], [3, 8, 4, 1, 1, 0.3])[0](b)
    except Nothing:
        pass


def pair(seed, version, size=None):
    """Two schemas, the second of which the first became by some mutations."""
    rng = random.Random(seed)
    b = start(rng, version)
    make(b, size or rng.choice([10, 25, 40, 70]))
    excluded.clean(b)
    old = b.schema.copy()
    for _ in range(rng.choice([1, 2, 4, 8, 16])):
        mutate(b)
    excluded.clean(b)
    return old, b.schema
