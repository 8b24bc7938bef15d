"""Functions, procedures, aggregates and operators."""
RELATIONS = ('table', 'view', 'matview', 'child', 'partitioned')


def attributes(b):
    return {'volatile': ['', 'IMMUTABLE', 'STABLE'], 'strict': ['', 'STRICT'], 'security': ['', 'SECURITY DEFINER'], 'parallel': ['', 'PARALLEL SAFE'],
            'cost': ['', 'COST 7'], 'set': ['', "SET search_path TO ''", "SET work_mem TO '8MB'", "SET DateStyle TO 'ISO, DMY'"]}


SHAPE = '[[volatile]] [[strict]] [[security]] [[parallel]] [[cost]] [[set]]'


def function(b):
    """Takes an integer and gives a number, so that anything can call it; immutable, so that indexes can."""
    options = attributes(b) | {'volatile': ['IMMUTABLE'], 'set': ['']}
    options['args'] = ['a integer', 'other integer', "a integer, b text DEFAULT 'it''s'", 'a integer DEFAULT 5']
    options['returns'] = ['integer', 'bigint', 'numeric']
    options['body'] = ['SELECT $1', 'SELECT $1 + 1', "SELECT length('; -- $x$') + $1"] + [f'SELECT «{x.key}»($1)::integer' for x in b.schema.of('function')[:1]]
    lang, body = b.take([('sql', '$f$[[body]]$f$'), ('plpgsql', '$f$BEGIN RETURN ([[body]]); END$f$')])
    b.add('function', f'CREATE FUNCTION «@»([[args]]) RETURNS [[returns]] LANGUAGE {lang} {SHAPE} AS {body}', b.space(), options=options)


def on_rows(b):
    on = b.any(*RELATIONS)
    b.add('row_function', f'CREATE FUNCTION «@»([[name]] «{on.key}») RETURNS [[returns]] LANGUAGE sql {SHAPE} AS $f$SELECT 1$f$', b.space(),
          options=attributes(b) | {'name': ['r', 'q'], 'returns': ['integer', 'bigint']})


def of_rows(b):
    on = b.any(*RELATIONS)
    b.add('set_function', f'CREATE FUNCTION «@»() RETURNS SETOF «{on.key}» LANGUAGE sql {SHAPE} [[rows]] AS $f$SELECT * FROM «{on.key}»$f$', b.space(),
          options=attributes(b) | {'rows': ['', 'ROWS 5']})


def out_table(b):
    b.add('table_function', f'CREATE FUNCTION «@»([[args]]) RETURNS TABLE ([[columns_]]) LANGUAGE plpgsql {SHAPE} AS $f$BEGIN RETURN; END$f$', b.space(),
          options=attributes(b) | {'args': ['', 'x integer', 'VARIADIC x integer[]', 'x integer = 1, y text = NULL'],
                                   'columns_': ['p integer, q text', 'p integer', 'q text, p integer']})


def typed(b):
    """Functions over the types of the schema, with defaults of theirs."""
    of = b.any('enum', 'enum', 'composite', 'range')
    b.add('typed_function', f'CREATE FUNCTION «@»(x «{of.key}» [[default]], y «{of.key}»[] DEFAULT NULL) RETURNS [[returns]] LANGUAGE sql {SHAPE} AS $f$SELECT NULL::[[returns]]$f$',
          b.space(), options=attributes(b) | {'default': ['DEFAULT NULL'] + ([f"DEFAULT 'keep'::«{of.key}»"] if of.kind == 'enum' else []),
                                              'returns': [f'«{of.key}»', 'text', f'«{of.key}»[]']})


def atomic(b):
    on = b.any(*RELATIONS)
    of = b.field(on)
    b.add('atomic_function', f'CREATE FUNCTION «@»() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT count(«.{of.key}») AS n FROM «{on.key}» [[where]]; END', b.space(),
          options={'where': ['', 'WHERE true', 'LIMIT 5']})


def procedure(b):
    b.add('procedure', 'CREATE PROCEDURE «@»([[args]]) LANGUAGE plpgsql [[security]] AS $f$BEGIN [[body]] END$f$', b.space(), options={
        'args': ['', 'a integer', 'INOUT a integer', "a integer, b text DEFAULT 'x'"], 'security': ['', 'SECURITY DEFINER'], 'body': ['NULL;', 'PERFORM 1;']})


def aggregate(b):
    b.add('aggregate', 'CREATE AGGREGATE «@»(integer) (SFUNC = [[step]], STYPE = integer [[start]] [[parallel]])', b.space(), options={
        'step': ['int4pl', 'int4mul', 'int4larger'], 'start': ['', ', INITCOND = 1', ', INITCOND = 0'], 'parallel': ['', ', PARALLEL = safe']})


def own_aggregate(b):
    of = b.any('function')
    step = b.add('step_function', 'CREATE FUNCTION «@»(integer, integer) RETURNS integer LANGUAGE sql [[volatile]] AS $f$SELECT [[body]]$f$', b.space(),
                 options={'volatile': ['IMMUTABLE', 'STABLE'], 'body': ['$1 + $2', f'$1 + «{of.key}»($2)::integer']})
    b.add('aggregate', f'CREATE AGGREGATE «@»(integer) (SFUNC = «{step.key}», STYPE = integer [[start]])', b.space(), options={'start': ['', ', INITCOND = 9']})


def operator(b):
    step = b.any('step_function')
    b.add('operator', f'CREATE OPERATOR «@» (FUNCTION = «{step.key}», LEFTARG = integer, RIGHTARG = integer [[more]])', b.space(),
          name=b.take(['<+>', '#~', '@@@', '+++', '|/|']) + '+' * (b.count % 17) + '~', options={'more': ['']})


def using_view(b):
    """A view that calls what there is."""
    made = b.add('view', 'CREATE VIEW «@» AS SELECT [[columns]]', b.space())
    for x in b.rng.sample(b.schema.of('function', 'operator', 'aggregate', 'enum', 'set_function'), min(3, len(b.schema.of('function', 'operator', 'aggregate', 'enum', 'set_function')))):
        what = {'function': f'«{x.key}»(2)', 'operator': f'(1 OPERATOR(«{x.key}») 2)', 'aggregate': f'(SELECT «{x.key}»(g) FROM generate_series(1, 3) g)',
                'enum': f"'keep'::«{x.key}»", 'set_function': f'(SELECT count(*) FROM «{x.key}»())'}[x.kind]
        b.add('output', f'{what} AS «.@»', parent=made.key, family='enum' if x.kind == 'enum' else 'other')


MAKERS = {function: 5, on_rows: 1, of_rows: 1, out_table: 1, typed: 2, atomic: 1, procedure: 1, aggregate: 1, own_aggregate: 1, operator: 1, using_view: 2}
