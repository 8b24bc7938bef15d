"""What stands on tables and columns: constraints, indexes, statistics, views and materialized views."""
TABLES = ('table', 'child', 'partitioned')
WHOLE = ['integer', 'bigint', 'smallint']


def primary_key(b):
    on = b.take([x for x in b.schema.of(*TABLES) if not has_key(b, x) and 'by' not in x.choices and '+' not in x.options.get('by', '')])
    of = [b.field(on, 'int', 'text', 'time')]
    if on.kind == 'partitioned':
        of = b.schema.columns(on.key)[:1] + [x for x in of if x.key != b.schema.columns(on.key)[0].key]
    columns = ', '.join(f'«.{x.key}»' for x in of)
    b.add('key', f'ALTER TABLE «{on.key}» ADD CONSTRAINT «.@» PRIMARY KEY ({columns}) [[with]] [[defer]]', family=columns,
          options={'on': [f'«?{on.key}»'], 'with': ['', 'WITH (fillfactor = 80)'], 'defer': ['', 'DEFERRABLE'] if b.chance(0.1) else ['']})


def has_key(b, table):
    return any(x.kind == 'key' and f'«{table.key}»' in x.template for x in b.schema)


def unique(b):
    on = b.any('table', 'child')
    of = b.field(on, 'int', 'text', 'time', 'bool')
    extra = [x for x in b.fields(on, 'int', 'text') if x != of]
    more = [''] + [f'INCLUDE («.{x.key}»)' for x in extra[:1]]
    b.add('unique', f'ALTER TABLE «{on.key}» ADD CONSTRAINT «.@» UNIQUE [[nulls]] («.{of.key}») [[include]] [[defer]]', family=f'«.{of.key}»',
          options={'on': [f'«?{on.key}»'], 'nulls': ['', 'NULLS NOT DISTINCT'] if b.version >= 15 else [''], 'include': more,
                   'defer': ['', 'DEFERRABLE INITIALLY DEFERRED'] if b.chance(0.2) else ['']})


def expressions(b, on):
    """Conditions over a relation's columns that hold for whatever type of their family they are."""
    out = ['1 = 1']
    for x in b.fields(on):
        c = f'«.{x.key}»'
        out += {'int': [f'{c} > 0', f'{c} <> 17 OR {c} IS NULL', f'{c} IN (1, 2, 3)', f'{c} BETWEEN -5 AND 500'],
                'text': [f"{c} <> ''", f'length({c}) < 60', f"{c}::text IN ('a', 'b')", f"lower({c}) LIKE 'x%'"],
                'time': [f"{c} > '2001-01-01'", f'{c} IS NOT NULL'], 'bool': [c, f'NOT {c}', f'{c} IS NOT TRUE'],
                'enum': [f"{c} = 'keep'", f"{c} IN ('keep', 'it''s')"], 'json': [f"{c} ? 'a'", f"{c} @> '[]'"],
                'array': [f'{c}[1] > 0', f'2 = ANY ({c})'], 'range': [f'NOT isempty({c})']}.get(x.family, [f'{c} IS NOT NULL'])
    b.rng.shuffle(out)
    return out[:4]


def check(b):
    on = b.any(*TABLES)
    b.add('check', f'ALTER TABLE «{on.key}» ADD CONSTRAINT «.@» CHECK ([[if]]) [[valid]]',
          options={'if': expressions(b, on) + calls(b, '> 0'), 'valid': ['', 'NOT VALID', 'NO INHERIT'] if on.kind == 'table' else ['']})


def calls(b, more=''):
    return [f"«{b.any('function').key}»(4) {more}"] if b.schema.of('function') and b.chance(0.4) else []


def foreign_key(b):
    to = b.take([x for x in b.schema.of('key', 'unique') if ',' not in x.family and 'DEFERRABLE' not in x.options['defer'] and 'DEFER' not in ''.join(x.choices.get('defer', []))])
    target = b.schema.items[to.family[2:-1]]
    on = b.any('table', 'partitioned')
    of = b.field(on, target.family)
    logged(b, on, b.schema.items[to.options['on'][2:-1]])
    if target.family == 'int':
        # Both sides stay whole numbers, whatever they change to.
        for x in (target, of):
            if x.options.get('type') not in WHOLE:
                b.take([])
            b.schema.items[x.key] = x.narrowed('type', WHOLE)
    table = to.options['on'].replace('?', '')
    b.add('foreign_key', f'ALTER TABLE «{on.key}» ADD CONSTRAINT «.@» FOREIGN KEY («.{of.key}») REFERENCES {table} ({to.family}) «?{to.key}»[[match]] [[delete]] [[update]] [[defer]]',
          options={'match': ['', 'MATCH FULL'], 'delete': ['', 'ON DELETE CASCADE', 'ON DELETE SET NULL'], 'update': ['', 'ON UPDATE CASCADE'],
                   'defer': ['', 'DEFERRABLE', 'DEFERRABLE INITIALLY DEFERRED'] + (['NOT VALID'] if on.kind == 'table' else [])})


def logged(b, *tables):
    """A permanent table refers to permanent ones only, so these stay what they are."""
    if any(x.options.get('kept') for x in tables):
        b.take([])
    for x in tables:
        b.schema.items[x.key] = b.schema.items[x.key].fixed('kept')


def exclusion(b):
    on = b.any('table')
    of = b.field(on, 'range')
    b.add('exclusion', f'ALTER TABLE «{on.key}» ADD CONSTRAINT «.@» EXCLUDE USING gist («.{of.key}» WITH [[op]]) [[where]]',
          options={'op': ['&&', '='], 'where': ['', f'WHERE (NOT isempty(«.{of.key}»))']})


def index(b):
    on = b.any(*TABLES, 'table', 'matview', 'partition')
    of = b.field(on)
    c = f'«.{of.key}»'
    plain = [f'({c})', f'({c} DESC)', f'({c} NULLS FIRST)']
    how = {'int': plain + [f'USING brin ({c})', f'USING hash ({c})', f'((abs({c})))', f'(({c} + 1), {c})'],
           'text': plain + [f'({c} COLLATE "POSIX")', f'(lower({c}))', f'({c} text_pattern_ops)', f'USING hash ({c})'],
           'json': [f'USING gin ({c})', f'USING gin ({c} jsonb_path_ops)', f"(({c} ->> 'a'))"],
           'array': [f'USING gin ({c})', f'USING gin ({c}) WITH (fastupdate = off)'], 'range': [f'USING gist ({c})'], 'composite': [f'(({c} IS NULL))']}.get(of.family, plain)
    where = [''] + [f'WHERE {x}' for x in expressions(b, on)[:2]]
    b.add('index', f'CREATE INDEX «.@» ON [[only]] «{on.key}» [[how]] [[with]] [[where]]', space=on.space,
          options={'how': how, 'with': [''], 'where': where, 'only': ['']})


def unique_index(b):
    on = b.any('table', 'matview')
    of = b.field(on, 'int', 'text', 'time')
    where = [''] + [f'WHERE {x}' for x in expressions(b, on)[:2]]
    b.add('index', f'CREATE UNIQUE INDEX «.@» ON «{on.key}» («.{of.key}») [[with]] [[where]]', space=on.space,
          options={'with': ['', 'WITH (fillfactor = 60)'], 'where': where})


def mark(b):
    on = b.take([x for x in b.schema.of('index') if 'WHERE' not in ''.join(x.choices.get('where', [])) and '[[how]]' not in x.template and 'table_' in x.body()])
    table = on.template.split('«')[2].split('»')[0]
    b.add('mark', f'ALTER TABLE «{table}» CLUSTER ON «.{on.key}»')


def replica(b):
    on = b.take([x for x in b.schema.of('table') if not any(i.kind == 'replica' and f'«{x.key}»' in i.template for i in b.schema)])
    b.add('replica', f'ALTER TABLE «{on.key}» REPLICA IDENTITY [[how]]', options={'how': ['FULL', 'NOTHING']})


def statistics(b):
    on = b.any('table', 'matview')
    found = b.fields(on, 'int', 'text', 'time')
    if len(found) < 2:
        b.take([])
    one, two = b.rng.sample(found, 2)
    b.add('statistics', f'CREATE STATISTICS «@» [[which]] ON [[what]] FROM «{on.key}»', b.space(), options={
        'which': ['', '(ndistinct)', '(dependencies, mcv)'], 'what': [f'«.{one.key}», «.{two.key}»', f'«.{two.key}», «.{one.key}»']})


def view(b, kind='view'):
    on = b.any(*TABLES, 'table', 'view', 'view', 'matview', 'partition')
    joined = b.any('table', 'view') if b.chance(0.3) else None
    source = f'«{on.key}» AS a' + (f' LEFT JOIN «{joined.key}» AS b ON [[on]]' if joined else '')
    where = [''] + [f"WHERE {x.replace('«.', 'a.«.')}" for x in expressions(b, on)[:2]] + [f'WHERE {x}' for x in calls(b, '> 0')]
    tail = ['WITH DATA', 'WITH NO DATA'][:1] if kind == 'matview' else ['']
    with_ = ['', 'WITH (security_barrier)'] if kind == 'view' else ['', 'WITH (fillfactor = 75)']
    head = 'CREATE VIEW' if kind == 'view' else 'CREATE MATERIALIZED VIEW'
    made = b.add(kind, f'{head} «@» [[with]] AS SELECT [[columns]] FROM {source} [[where]] {tail[0]}', b.space(),
                 options={'with': with_, 'where': where, 'on': ['true', '1 < 2']})
    for x in b.rng.sample(b.fields(on), min(len(b.fields(on)), b.rng.randint(1, 4))):
        output(b, made, 'a', x)
    if joined:
        output(b, made, 'b', b.field(joined))


def output(b, made, alias, of):
    c = f'{alias}.«.{of.key}»'
    forms = {'int': [c, f'{c} + 1', f'{c}::bigint'], 'text': [c, f'upper({c})', f"{c} || 'x'"]}.get(of.family, [c])
    b.add('output', '[[what]] AS «.@»', parent=made.key, family=of.family, options={'what': forms})


def more_output(b):
    on = b.take([x for x in b.schema.of('view', 'matview') if 'FROM «' in x.template])
    source = on.template.split('FROM «')[1].split('»')[0]
    output(b, on, 'a', b.field(b.schema.items[source]))


def matview(b):
    view(b, 'matview')


def grouped(b):
    key = b.take([x for x in b.schema.of('key') if ',' not in x.family and 'DEFERRABLE' not in ''.join(x.choices.get('defer', [])) + x.options['defer']])
    on = b.schema.items[key.options['on'][2:-1]]
    made = b.add('grouped', f'CREATE VIEW «@» AS SELECT [[columns]], count(*) AS rows FROM «{on.key}» AS a «?{key.key}»GROUP BY a.{key.family}', b.space())
    for x in b.rng.sample(b.fields(on), min(len(b.fields(on)), 2)):
        b.add('output', f'a.«.{x.key}» AS «.@»', parent=made.key, family=x.family)


MAKERS = {primary_key: 4, unique: 3, check: 4, foreign_key: 4, exclusion: 1, index: 6, unique_index: 2, mark: 1, replica: 1, statistics: 2,
          view: 6, more_output: 2, matview: 2, grouped: 1}
