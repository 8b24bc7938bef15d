"""Tables, partitions and their columns."""

STORAGE = ['', 'WITH (fillfactor = 70)', 'WITH (autovacuum_enabled = false, toast.autovacuum_enabled = false)',
           'WITH (fillfactor = 90, toast_tuple_target = 256)']


def table(b):
    made = b.add('table', 'CREATE [[kept]] TABLE «@» ([[columns]]) [[with]]', b.space(),
                 options={'kept': ['', 'UNLOGGED'], 'with': STORAGE})
    columns(b, made)


def child(b):
    on = b.any('table', 'child')
    made = b.add('child', f'CREATE TABLE «@» ([[columns]]) INHERITS («{on.key}») [[with]]', b.space(),
                 options={'parent': [f'«?{on.key}»'], 'with': STORAGE})
    columns(b, made, 0)


def partitioned(b):
    made = b.add('partitioned', 'CREATE TABLE «@» ([[columns]]) PARTITION BY [[by]]', b.space())
    key = b.add('column', '«.@» [[type]] NOT NULL', parent=made.key, family='int', sticky=True,
                options={'type': ['integer', 'bigint']})
    by = b.take(['RANGE', 'LIST', 'HASH'])
    how = [f'{by} («.{key.key}»)'] + ([f'{by} ((«.{key.key}» + 0))'] if b.chance(0.3) else [])
    b.schema.items[made.key] = made.with_choice('by', how, b.rng)
    columns(b, made)


def partition(b):
    on = b.any('partitioned')
    n, by = b.count * 100, on.options['by'].split()[0]
    bounds = {'RANGE': [f'FROM ({n}) TO ({n + 50})', f'FROM ({n}) TO ({n + 90})'],
              'LIST': [f'IN ({n})', f'IN ({n}, {n + 1})'],
              'HASH': [f'WITH (MODULUS 128, REMAINDER {b.count % 128})']}[by]
    how = [f'FOR VALUES {x}' for x in bounds]
    if by != 'HASH' and not any(f'«{on.key}»' in x.template and x.options.get('bounds') == 'DEFAULT' for x in b.schema) and b.chance(0.3):
        how = ['DEFAULT']
    b.add('partition', f'CREATE TABLE «@» PARTITION OF «{on.key}» [[bounds]] [[with]]', b.space(),
          options={'bounds': how, 'with': STORAGE, 'parent': [f'«?{on.key}»']})


def columns(b, on, least=1):
    for _ in range(b.rng.randint(least, 5)):
        column(b, on)


def column(b, on=None):
    on = on or b.any('table', 'table', 'child', 'partitioned')
    b.take([number, number, text, text, time, flag, json, array, identity, generated, exact, enumerated, of_domain, of_composite, of_range])(b, on)


def add(b, on, family, types, defaults=(), more=None):
    b.add('column', '«.@» [[type]] [[collate]] [[default]] [[null]]', parent=on.key, family=family, options={
        'type': types, 'collate': [''], 'default': ['', *defaults], 'null': ['', 'NOT NULL'], **(more or {})})


def number(b, on):
    defaults = ['DEFAULT 0', 'DEFAULT (1 + 2) * 3', 'DEFAULT -5']
    if b.schema.of('sequence'):
        defaults.append(f"DEFAULT nextval(«!{b.any('sequence').key}»)")
    if b.schema.of('function'):
        defaults.append(f"DEFAULT «{b.any('function').key}»(3)")
    add(b, on, 'int', ['integer', 'bigint', 'numeric', 'smallint', 'double precision'], defaults)


def text(b, on):
    collations = ['', 'COLLATE "C"'] + [f'COLLATE «{x.key}»' for x in b.schema.of('collation')]
    add(b, on, 'text', ['text', 'character varying(80)', 'character varying', 'character(10)'],
        ["DEFAULT 'it''s'", "DEFAULT ''", "DEFAULT upper('x')"], {'collate': collations})


def exact(b, on):
    add(b, on, 'int', ['numeric(10,2)', 'numeric(12,3)', 'numeric'], ['DEFAULT 1.50'])


def time(b, on):
    add(b, on, 'time', ['timestamp with time zone', 'timestamp', 'timestamp(3)', 'date'], ['DEFAULT now()', "DEFAULT '2020-01-02'", 'DEFAULT CURRENT_DATE'])


def flag(b, on):
    add(b, on, 'bool', ['boolean'], ['DEFAULT true', 'DEFAULT (1 > 2)'])


def json(b, on):
    add(b, on, 'json', ['jsonb'], ["DEFAULT '{\"a\": [1]}'", "DEFAULT jsonb_build_object('k', 1)"])


def array(b, on):
    add(b, on, 'array', ['integer[]', 'bigint[]'], ["DEFAULT '{1,2}'", 'DEFAULT ARRAY[1, 2]'])


def identity(b, on):
    if on.kind in ('child', 'partitioned'):
        return number(b, on)
    b.add('column', '«.@» [[type]] GENERATED [[when]] AS IDENTITY [[sequence]]', parent=on.key, family='int', options={
        'type': ['bigint', 'integer'], 'when': ['ALWAYS', 'BY DEFAULT'], 'sequence': ['', '(START 100 INCREMENT 10)', '(CACHE 5 CYCLE)']})


def generated(b, on):
    of = b.take([x for x in b.fields(on, 'int') if 'GENERATED' not in x.template])
    b.add('column', '«.@» [[type]] GENERATED ALWAYS AS ([[as]]) STORED', parent=on.key, family='int', options={
        'type': ['numeric', 'double precision'], 'as': [f'«.{of.key}» + 1', f'«.{of.key}» * 2', f'abs(«.{of.key}»)']})


def enumerated(b, on):
    type_ = b.any('enum')
    add(b, on, 'enum', [f'«{type_.key}»'] , [f"DEFAULT 'keep'::«{type_.key}»"])


def of_domain(b, on):
    type_ = b.any('domain')
    add(b, on, type_.family, [f'«{type_.key}»'])


def of_composite(b, on):
    # Only tables that are older: none is made of itself.
    older = [x for x in b.schema.of('composite', 'table') if x.kind == 'composite' or x.position < on.position]
    add(b, on, 'composite', [f'«{b.take(older).key}»'])


def of_range(b, on):
    types = ['int4range', 'int8range'] + [f'«{x.key}»' for x in b.schema.of('range')]
    add(b, on, 'range', [b.take(types)])


def tuning(b):
    on = b.any('table', 'partitioned')
    of = b.field(on)
    how, values = b.take([('SET STATISTICS', ['10', '500']), ('SET STORAGE', ['MAIN', 'EXTERNAL', 'EXTENDED']), ('SET', ['(n_distinct = 5)', '(n_distinct = -0.5)'])])
    if 'STORAGE' in how:
        of = b.field(on, 'text', 'json', 'array')
    b.add('tuning', f'ALTER TABLE «{on.key}» ALTER COLUMN «.{of.key}» {how} [[value]]', options={'value': values})


MAKERS = {table: 6, child: 1, partitioned: 1, partition: 3, column: 8, tuning: 1}
