"""Types, collations and sequences."""


def enum(b):
    tag = b.count
    base = ['keep', f'a{tag}', "it's", 'Ünï', 'last one']
    lists = [base, base[:2] + ['new'] + base[2:], base[:-1], base[::-1], ['first'] + base]
    quote = [', '.join("'" + x.replace("'", "''") + "'" for x in labels) for labels in lists]
    b.add('enum', 'CREATE TYPE «@» AS ENUM ([[labels]])', b.space(), options={'labels': quote})


def domain(b):
    base, defaults = b.take([(['integer', 'bigint', 'numeric'], ['', 'DEFAULT 7']),
                             (['text', 'character varying(40)', 'text COLLATE "C"'], ['', "DEFAULT 'x'"])])
    b.add('domain', 'CREATE DOMAIN «@» AS [[base]] [[default]] [[null]]', b.space(), family='int' if 'DEFAULT 7' in defaults else 'text',
          options={'base': base, 'default': defaults, 'null': ['', 'NOT NULL']})


def domain_check(b):
    on = b.any('domain')
    checks = ['VALUE > 0', 'VALUE IN (1, 2, 7)', 'VALUE >= 0 OR VALUE IS NULL'] if on.family == 'int' else \
        ["VALUE <> ''", 'length(VALUE) < 30', "VALUE ~ '^[a-z]*$'"]
    b.add('domain_check', f'ALTER DOMAIN «{on.key}» ADD CONSTRAINT «.@» CHECK ([[check]]) [[valid]]',
          options={'check': checks, 'valid': ['', 'NOT VALID']})


def composite(b):
    type_ = b.add('composite', 'CREATE TYPE «@» AS ([[columns]])', b.space())
    for _ in range(b.rng.randint(1, 3)):
        attribute(b, type_)


def attribute(b, on=None):
    on = on or b.any('composite')
    b.add('attribute', '«.@» [[type]]', parent=on.key, family='int',
          options={'type': ['integer', 'bigint', 'text COLLATE "C"', 'numeric(8,2)', 'timestamptz[]', 'text']})


def range_(b):
    b.add('range', 'CREATE TYPE «@» AS RANGE (SUBTYPE = [[subtype]])', b.space(),
          options={'subtype': ['integer', 'float8, SUBTYPE_DIFF = float8mi', 'timestamptz', 'text, COLLATION = "C"']})


def collation(b):
    b.add('collation', 'CREATE COLLATION «@» ([[from]])', b.space(),
          options={'from': ["LOCALE = 'C'", "PROVIDER = icu, LOCALE = 'de'", "PROVIDER = icu, LOCALE = 'en-u-kn-true', DETERMINISTIC = false"]})


def sequence(b):
    b.add('sequence', 'CREATE [[kept]] SEQUENCE «@» [[as]] [[step]] [[start]] [[cache]] [[cycle]]', b.space(), options={
        'kept': ['', 'UNLOGGED'] if b.version >= 15 else [''],
        'as': ['', 'AS integer', 'AS smallint'], 'step': ['', 'INCREMENT 5', 'INCREMENT 2 MINVALUE 0 MAXVALUE 1000'],
        'start': ['', 'START 11'], 'cache': ['', 'CACHE 20'], 'cycle': ['', 'CYCLE']})


def shell(b):
    b.add('shell', 'CREATE TYPE «@»', b.space())


MAKERS = {enum: 3, domain: 3, domain_check: 2, composite: 2, attribute: 1, range_: 1, collation: 1, sequence: 2}
