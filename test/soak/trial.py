"""One pair on the server: everything that must hold of it, there and back."""
import difflib, re

import server
from names import ident, literal
from server import Failed, psql

# What a user can run into for reasons of his own: a refusal that says so, and rows that do not fit the new schema.
REFUSED, DATA = ('0A000',), ('22', '23')


def source(text):
    tag = '$source$'
    while tag in text:
        tag = tag[:-1] + '_$'
    return f'{tag}{text}{tag}'


class Trial:
    def __init__(self, name, old, new, rows=True):
        self.live, self.fresh, self.copy = (f'{name}_{x}' for x in ('live', 'fresh', 'copy'))
        self.old, self.new, self.rows = old, new, rows
        names = sorted({*old.spaces(), *new.spaces()}, key=lambda x: (x != 'public', x))
        self.schemas = 'ARRAY[' + ', '.join(map(literal, names)) + ']::name[]'
        self.steps = []

    def run(self):
        try:
            for database in (self.live, self.fresh, self.copy):
                server.create(database)
            psql(self.live, self.old.sql(), 'load')
            psql(self.fresh, self.new.sql(), 'load')
            was = server.dump(self.live)
            if self.rows:
                self.fill()
            self.migrate(self.new, server.dump(self.fresh), 'apply')
            self.reload(server.dump(self.fresh))
            self.migrate(self.old, was, 'back')
        finally:
            for database in (self.live, self.fresh, self.copy):
                server.drop(database)

    def fill(self):
        tables = [self.old.text(x).split('(')[0] and f"INSERT INTO {self.old.name(x.key, '')} DEFAULT VALUES;" for x in self.old.of('table', 'child')]
        psql(self.live, '\n'.join(tables), 'fill', stop=False)

    def counts(self):
        """How many rows the tables hold that are on both sides and were there from the start."""
        kept = [x.key for x in self.old.of('table', 'child') if x.key in self.new]
        kept = [self.old.name(k, '') for k in kept if self.old.name(k, '') == self.new.name(k, '')]
        return psql(self.live, '\n'.join(f'SELECT {literal(x)}, count(*) FROM ONLY {x};' for x in kept), 'count')

    def migrate(self, to, expected, way):
        call, before = f'({source(to.sql())}, schemas => {self.schemas}', self.counts()
        self.steps = psql(self.live, f"SELECT sql || ';' FROM pg_flux.diff{call}) ORDER BY step;", f'{way}, diff')
        psql(self.live, f"SELECT count(*) FROM pg_flux.apply{call}, allow_hazards => '{{ALL}}');", way)
        left = psql(self.live, f'SELECT sql FROM pg_flux.diff{call});', f'{way}, second diff')
        same(f'{way}, second diff is not empty', [], left.splitlines())
        same(f'{way}, pg_dump', expected, server.dump(self.live))
        same(f'{way}, rows', before.splitlines(), self.counts().splitlines())

    def reload(self, expected):
        text = psql(self.live, f'SELECT sql FROM pg_flux.dump({self.schemas});', 'dump')
        psql(self.copy, text, 'load of dump')
        same('load of dump, pg_dump', expected, server.dump(self.copy))


def same(what, expected, actual):
    if expected != actual:
        lines = list(difflib.unified_diff(expected, actual, 'expected', 'actual', lineterm='', n=0))
        words = sorted({' '.join(re.findall(r'[A-Z]{2,}', x.split('"')[0])[:3]) for x in lines if x[:1] in '+-' and x[:3] not in ('+++', '---')})
        raise Failed(f'{what}: {", ".join(words)}', '\n'.join(lines))


def judge(name, old, new):
    """-> verdict (ok, fault, refused, failed), the failure's sort, detail, steps. Rows that do not fit are tried without."""
    for rows in (True, False):
        trial = Trial(name, old, new, rows)
        try:
            trial.run()
            return 'ok', '', '', ''
        except Failed as why:
            code = why.sort.split(': ')[-1]
            if why.sort.startswith('load:'):
                return 'fault', why.sort, why.detail, ''
            if code in REFUSED:
                return 'refused', why.sort, why.detail, trial.steps
            if code[:2] in DATA and rows and 'dump' not in why.sort:
                continue
            return 'failed', why.sort, why.detail, trial.steps
