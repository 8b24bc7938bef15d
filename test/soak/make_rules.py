"""What acts on tables, and what is said about objects: triggers, rules, policies, comments, owners, privileges."""
from make_relations import expressions
from names import literal

ON_TABLE = ('table', 'child', 'partitioned')


def trigger_function(b):
    b.add('trigger_function', 'CREATE FUNCTION «@»() RETURNS trigger LANGUAGE plpgsql [[security]] AS $f$BEGIN [[body]] END$f$', b.space(),
          options={'security': ['', 'SECURITY DEFINER'], 'body': ['RETURN NEW;', 'RETURN NULL;']})


def trigger(b):
    on, call = b.any(*ON_TABLE, 'table'), b.any('trigger_function')
    of = b.field(on)
    if b.chance(0.6):
        b.add('trigger', f'CREATE TRIGGER «.@» [[when]] [[event]] ON «{on.key}» FOR EACH ROW [[if]] EXECUTE FUNCTION «{call.key}»([[args]])',
              options={'on': [f'«{on.key}»'], 'when': ['AFTER', 'BEFORE'], 'event': ['UPDATE', f'UPDATE OF «.{of.key}»', 'INSERT OR UPDATE', 'INSERT'],
                       'if': ['', f'WHEN (NEW.«.{of.key}» IS NOT NULL)'], 'args': ['', "'a', 'it''s'"]})
    elif b.chance(0.5):
        b.add('trigger', f'CREATE TRIGGER «.@» AFTER [[event]] ON «{on.key}» [[tables]] FOR EACH STATEMENT EXECUTE FUNCTION «{call.key}»()',
              options={'on': [f'«{on.key}»'], 'event': ['UPDATE'], 'tables': ['', 'REFERENCING OLD TABLE AS old_rows', 'REFERENCING NEW TABLE AS n OLD TABLE AS o']})
    else:
        b.add('trigger', f'CREATE CONSTRAINT TRIGGER «.@» AFTER [[event]] ON «{on.key}» [[defer]] FOR EACH ROW EXECUTE FUNCTION «{call.key}»()',
              options={'on': [f'«{on.key}»'], 'event': ['UPDATE', 'INSERT OR DELETE'], 'defer': ['', 'DEFERRABLE', 'DEFERRABLE INITIALLY DEFERRED']})


def trigger_state(b):
    on = b.take([x for x in b.schema.of('trigger') if not any(s.kind == 'trigger_state' and x.key in s.template for s in b.schema)])
    b.add('trigger_state', f"ALTER TABLE {on.options['on']} [[state]] TRIGGER «.{on.key}»", options={'state': ['DISABLE', 'ENABLE REPLICA', 'ENABLE ALWAYS']})


def rule(b):
    on = b.any('table', 'view')
    other = b.any('table')
    of = b.field(other)
    also = [f'ALSO INSERT INTO «{other.key}» («.{of.key}») VALUES (NULL)', 'INSTEAD NOTHING', 'ALSO NOTHING'] if on.kind == 'table' else ['INSTEAD NOTHING']
    b.add('rule', f'CREATE RULE «.@» AS ON [[event]] TO «{on.key}» [[where]] DO [[also]]',
          options={'event': ['UPDATE', 'DELETE', 'INSERT'], 'where': ['', 'WHERE 1 = 2'] if on.kind == 'table' else [''], 'also': also})


def policy(b):
    on = b.any('table', 'partitioned')
    b.add('policy', f'CREATE POLICY «.@» ON «{on.key}» [[as]] FOR [[command]] TO [[roles]] USING ([[using]]) [[check]]', options={
        'as': ['', 'AS RESTRICTIVE'], 'command': ['ALL', 'UPDATE'], 'roles': ['PUBLIC', b.role(), 'soak_owner, soak_reader'],
        'using': expressions(b, on), 'check': ['', 'WITH CHECK (true)']})


def row_security(b):
    on = b.any('table', 'partitioned')
    b.add('row_security', f'ALTER TABLE «{on.key}» [[which]] ROW LEVEL SECURITY', options={'which': ['ENABLE', 'FORCE']})


ROUTINES = {'function': '(integer)', 'step_function': '(integer, integer)', 'trigger_function': '()', 'set_function': '()', 'atomic_function': '()'}
WORDS = {'view': 'VIEW', 'grouped': 'VIEW', 'matview': 'MATERIALIZED VIEW', 'sequence': 'SEQUENCE', 'enum': 'TYPE', 'composite': 'TYPE', 'range': 'TYPE', 'domain': 'DOMAIN',
         'collation': 'COLLATION', 'statistics': 'STATISTICS', 'table': 'TABLE', 'child': 'TABLE', 'partitioned': 'TABLE', 'partition': 'TABLE'}


def address(b, *kinds):
    """The words for an object and its name. A function's are possible only while no option changes its arguments."""
    on = b.any(*(kinds or [*WORDS, *ROUTINES]))
    if on.kind not in ROUTINES:
        return on, WORDS[on.kind], f'«{on.key}»'
    if on.options.get('args', '').count(','):
        b.take([])
    if 'args' in on.choices:
        b.schema.items[on.key] = on.fixed('args')
    return on, 'FUNCTION', f'«{on.key}»{ROUTINES[on.kind]}'


def texts(b):
    return [literal(x) for x in ["it's", 'a\nb', 'back\\slash', '; --', 'имя', "pg_flux: renamed from x"]]


def comment(b):
    on, word, name = address(b)
    if not any(x.kind == 'comment' and name in x.template for x in b.schema):
        b.add('comment', f'COMMENT ON {word} {name} IS [[text]]', options={'text': texts(b)})


def comment_part(b):
    on = b.any(*ON_TABLE, 'view', 'matview', 'composite')
    of = b.take(b.schema.columns(on.key))
    if not any(x.kind == 'comment' and f'«.{of.key}»' in x.template for x in b.schema):
        b.add('comment', f'COMMENT ON COLUMN «{on.key}».«.{of.key}» IS [[text]]', options={'text': texts(b)})


def comment_on(b):
    of = b.any('trigger', 'policy', 'rule', 'check', 'key', 'foreign_key', 'unique', 'domain_check', 'index', 'schema')
    word = {'trigger': 'TRIGGER', 'policy': 'POLICY', 'rule': 'RULE', 'index': 'INDEX', 'schema': 'SCHEMA'}.get(of.kind, 'CONSTRAINT')
    if any(x.kind == 'comment' and f'{of.key}»' in x.template for x in b.schema):
        return
    if of.kind in ('index', 'schema'):
        b.add('comment', f'COMMENT ON {word} «{of.key}» IS [[text]]', options={'text': texts(b)})
    else:
        on = of.body().split('DOMAIN ' if of.kind == 'domain_check' else ' TABLE ' if ' TABLE ' in of.body() else ' TO ' if of.kind == 'rule' else ' ON ')[1].split('»')[0] + '»'
        b.add('comment', f"COMMENT ON {word} «.{of.key}» ON {'DOMAIN ' if of.kind == 'domain_check' else ''}{on} IS [[text]]", options={'text': texts(b)})


def owner(b):
    on, word, name = address(b)
    if on.kind == 'partition' or any(x.kind == 'owner' and name in x.template for x in b.schema):
        return
    b.add('owner', f'ALTER {word} {name} OWNER TO [[role]]', options={'role': b.roles()})


def grant(b):
    kind = b.take(['TABLE', 'TABLE', 'COLUMN', 'SEQUENCE', 'FUNCTION', 'TYPE', 'SCHEMA'])
    to = {'role': b.roles() + ['PUBLIC'], 'option': ['']}
    if kind in ('TABLE', 'COLUMN'):
        on = b.any('table', 'view', 'matview', 'partitioned')
        of = b.field(on) if kind == 'COLUMN' else None
        which = ['SELECT', 'UPDATE', 'INSERT, SELECT'] if of else ['SELECT', 'ALL', 'INSERT, DELETE', 'TRIGGER']
        part = f' («.{of.key}»)' if of else ''
        which = [', '.join(x + part for x in w.split(', ')) for w in which]
        word, name = 'TABLE', f'«{on.key}»'
    elif kind == 'FUNCTION':
        on, word, name = address(b, *ROUTINES)
        which = ['EXECUTE']
    else:
        on = b.any(*{'SEQUENCE': ['sequence'], 'TYPE': ['enum', 'domain', 'range', 'composite'], 'SCHEMA': ['schema']}[kind])
        word, name, which = kind, f'«{on.key}»', {'SEQUENCE': ['USAGE', 'SELECT, UPDATE'], 'TYPE': ['USAGE'], 'SCHEMA': ['USAGE', 'USAGE, CREATE']}[kind]
    b.add('grant', f'GRANT [[which]] ON {word} {name} TO [[role]]', options={'which': which, 'role': to['role']})


def revoke(b):
    on, word, name = address(b, *ROUTINES)
    b.add('grant', f'REVOKE ALL ON {word} {name} FROM PUBLIC')


MAKERS = {trigger_function: 1, trigger: 4, trigger_state: 1, rule: 2, policy: 2, row_security: 1, comment: 3, comment_part: 2, comment_on: 2, owner: 2, grant: 3, revoke: 1}
