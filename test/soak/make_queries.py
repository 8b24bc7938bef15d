"""Random queries over a few tables whose columns are full or hold NULLs: joins of all makes, sub-queries, grouping, set operations."""

TABLES = {
    't0': [('a', 'int'), ('b', 'int'), ('c', 'text'), ('d', 'text'), ('f', 'bool'), ('g', 'bool')],
    't1': [('a', 'int'), ('b', 'int'), ('c', 'text'), ('d', 'text')],
    't2': [('a', 'int'), ('b', 'int'), ('f', 'bool'), ('g', 'bool')],
}
# a, c and f are NOT NULL, b, d and g are not.
FULL = {'a', 'c', 'f'}


class Scope:
    """The columns that an expression can name: as written, with the type."""

    def __init__(self, columns, outer=None):
        self.columns, self.outer = columns, outer

    def all(self):
        return self.columns + (self.outer.all() if self.outer else [])


class Queries:
    def __init__(self, random):
        self.random, self.aliases = random, 0

    def alias(self):
        self.aliases += 1
        return f'r{self.aliases}'

    def pick(self, *choices):
        return self.random.choice(choices)

    def type(self):
        return self.pick('int', 'int', 'text', 'bool')

    # ---- expressions

    def column(self, scope, type):
        found = [name for name, of in scope.all() if of == type]
        return self.random.choice(found) if found else self.constant(type)

    def constant(self, type):
        if self.random.random() < 0.15:
            return f'NULL::{type}'
        return {'int': str(self.random.randint(0, 3)), 'text': self.pick("'x'", "'y'", "''") + '::text', 'bool': self.pick('true', 'false')}[type]

    def expression(self, scope, type, depth=2):
        if depth <= 0 or self.random.random() < 0.35:
            return self.column(scope, type) if self.random.random() < 0.8 else self.constant(type)
        again = lambda of=type: self.expression(scope, of, depth - 1)
        general = [
            lambda: f'coalesce({again()}, {again()})',
            lambda: f'CASE WHEN {self.condition(scope, depth - 1)} THEN {again()} ELSE {again()} END',
            lambda: f'CASE WHEN {self.condition(scope, depth - 1)} THEN {again()} WHEN {self.condition(scope, 0)} THEN {again()} ELSE {again()} END',
            lambda: f'CASE {again("int")} WHEN 1 THEN {again()} ELSE {again()} END',
            lambda: f'nullif({again()}, {again()})',
            lambda: self.scalar(scope, type, depth),
        ]
        own = {
            'int': [lambda: f'({again()} + {again()})', lambda: f'greatest({again()}, {again()})', lambda: f'length({again("text")})',
                    lambda: f'abs({again()})', lambda: f'mod({again()}, 3)'],
            'text': [lambda: f'({again()} || {again()})', lambda: f'upper({again()})', lambda: f'{again("int")}::text', lambda: f'concat({again()}, {again()})',
                     lambda: f"concat_ws({again()}, 'x')", lambda: f'substring({again()}, 1, 1)'],
            'bool': [lambda: self.condition(scope, depth)],
        }[type]
        return self.random.choice(general + own + own)()

    def scalar(self, scope, type, depth):
        inner, source = self.source(scope, depth - 1, single=True)
        where = self.where(inner, depth - 1)
        if type == 'int' and self.random.random() < 0.4:
            return f'(SELECT count({self.pick("*", self.expression(inner, self.type(), 0))}) FROM {source}{where})::int'
        if type != 'bool' and self.random.random() < 0.6:
            aggregate = f'max({self.expression(inner, type, 0)})'
            if self.random.random() < 0.5:
                aggregate = f'coalesce({aggregate}, {self.expression(scope, type, 0)})'
            return f'(SELECT {aggregate} FROM {source}{where})'
        if self.random.random() < 0.3:
            return f'(SELECT {self.expression(scope, type, depth - 1)})'
        return f'(SELECT {self.expression(inner, type, depth - 1)} FROM {source}{where} LIMIT 1)'

    def condition(self, scope, depth=1):
        type = self.pick('int', 'text')
        one = lambda: self.expression(scope, type, min(depth, 1))
        choices = [
            lambda: f'{one()} {self.pick("=", "<>", "<", ">=")} {one()}',
            lambda: f'{one()} IS NOT NULL',
            lambda: f'{one()} IS NULL',
            lambda: f'{one()} IS DISTINCT FROM {one()}',
            lambda: f'{one()} {self.pick("IN", "NOT IN")} ({self.constant(type)}, {self.constant(type)})',
            lambda: self.column(scope, 'bool'),
            lambda: f'({self.column(scope, "bool")} = {self.column(scope, "bool")}) {self.pick("IS TRUE", "IS NOT TRUE", "IS FALSE", "IS UNKNOWN", "IS NOT UNKNOWN")}',
        ]
        if depth > 0:
            choices += [
                lambda: f'({self.condition(scope, depth - 1)} AND {self.condition(scope, depth - 1)})',
                lambda: f'({self.condition(scope, depth - 1)} OR {self.condition(scope, depth - 1)})',
                lambda: f'NOT ({self.condition(scope, depth - 1)})',
                lambda: self.subselect_condition(scope, type, depth),
            ]
        return self.random.choice(choices)()

    def subselect_condition(self, scope, type, depth):
        inner, source = self.source(scope, 0, single=True)
        where = self.where(inner, 0)
        if self.random.random() < 0.3:
            return f'EXISTS (SELECT FROM {source}{where})'
        return f'{self.expression(scope, type, 0)} {self.pick("IN", "NOT IN", "> ALL", "= ANY")} (SELECT {self.column(inner, type)} FROM {source}{where})'

    def where(self, scope, depth):
        return f' WHERE {self.condition(scope, depth)}' if self.random.random() < 0.55 else ''

    # ---- FROM

    def table(self, outer, depth, lateral):
        alias, kind = self.alias(), self.random.random()
        if depth > 0 and kind < 0.25:
            types = [self.type() for _ in range(self.random.randint(1, 3))]
            query = self.select(types, depth - 1, outer if lateral else None)
            names = [f'k{i}' for i in range(len(types))]
            return [(f'{alias}.{n}', t) for n, t in zip(names, types)], f'{"LATERAL " if lateral else ""}({query}) AS {alias} ({", ".join(names)})'
        if kind < 0.35:
            types = [self.type() for _ in range(2)]
            rows = ', '.join('(' + ', '.join(self.constant(t) for t in types) + ')' for _ in range(self.random.randint(1, 3)))
            return [(f'{alias}.v{i}', t) for i, t in enumerate(types)], f'(VALUES {rows}) AS {alias} (v0, v1)'
        if kind < 0.42:
            return [(f'{alias}.n', 'int')], f'generate_series(0, {self.random.randint(0, 2)}) AS {alias} (n)'
        name = self.random.choice(list(TABLES))
        return [(f'{alias}.{n}', t) for n, t in TABLES[name]], f'{name} AS {alias}'

    def source(self, outer, depth, single=False):
        """A scope and the text of FROM."""
        columns, text = self.table(outer, depth, lateral=outer is not None and self.random.random() < 0.5)
        for _ in range(0 if single else self.random.choice([0, 0, 1, 1, 1, 2, 3])):
            kind = self.pick('JOIN', 'LEFT JOIN', 'LEFT JOIN', 'RIGHT JOIN', 'FULL JOIN', 'CROSS JOIN')
            lateral = kind in ('JOIN', 'LEFT JOIN', 'CROSS JOIN') and self.random.random() < 0.3
            more, other = self.table(Scope(columns, outer), depth, lateral)
            if self.random.random() < 0.25 and depth > 0 and not lateral:
                inner, joined = self.source(None, depth - 1)
                more, other = inner.columns, f'({joined})'
            if kind == 'CROSS JOIN':
                text += f' CROSS JOIN {other}'
            else:
                text += f' {kind} {other} ON {self.join_condition(columns, more, outer, kind)}'
            columns = columns + more
        return Scope(columns, outer), text

    def join_condition(self, left, right, outer, kind):
        both = [(l, r) for l, t in left for r, u in right if t == u]
        equal = '{} = {}'.format(*self.random.choice(both)) if both else 'true'
        # A FULL JOIN wants what can be hashed or merged.
        if kind == 'FULL JOIN' or self.random.random() < 0.6:
            return equal
        return f'{equal} AND {self.condition(Scope(left + right), 0)}'

    # ---- queries

    def select(self, types, depth, outer=None):
        kind = self.random.random()
        if kind < 0.12 and depth > 0:
            operator = self.pick('UNION', 'UNION ALL', 'INTERSECT', 'EXCEPT')
            return f'({self.select(types, depth - 1, outer)}) {operator} ({self.select(types, depth - 1, outer)})'
        if kind < 0.2 and depth > 0:
            return self.with_cte(types, depth, outer)
        scope, source = self.source(outer, depth)
        if kind < 0.45:
            return self.grouped(types, scope, source, depth)
        distinct = self.pick('', '', '', 'DISTINCT ')
        items = ', '.join(self.window(scope, t) if self.random.random() < 0.06 and t == 'int' else self.expression(scope, t, depth) for t in types)
        return f'SELECT {distinct}{items} FROM {source}{self.where(scope, depth)}{self.pick("", "", "", " LIMIT 3")}'

    def window(self, scope, type):
        frame = self.pick('', '', ' ROWS BETWEEN 1 PRECEDING AND 1 PRECEDING', ' ROWS UNBOUNDED PRECEDING EXCLUDE CURRENT ROW',
                          ' ROWS BETWEEN CURRENT ROW AND 1 FOLLOWING')
        call = self.pick('max', 'sum', 'count', 'lag', 'first_value') + f'({self.column(scope, type)})'
        return f'({call} OVER (ORDER BY {self.column(scope, "int")}{frame}))::int'

    def grouped(self, types, scope, source, depth):
        keys = [self.column(scope, self.type()) if self.random.random() < 0.8 else self.expression(scope, 'text', 1)
                for _ in range(self.random.randint(0, 2))]
        keys = [k for k in keys if k.startswith('r') or '(' in k]
        having = ''
        if keys:
            by = ', '.join(keys)
            clause = self.pick(by, by, f'ROLLUP ({by})', f'GROUPING SETS (({by}), ())', f'CUBE ({by})')
            having = f' HAVING {self.pick(keys[0] + " IS NOT NULL", "count(*) > 0", "count(*) = 1")}' if self.random.random() < 0.3 else ''
            group = f' GROUP BY {clause}'
        else:
            group = ''
        items = ', '.join(self.grouped_item(t, keys, scope) for t in types)
        return f'SELECT {items} FROM {source}{self.where(scope, depth)}{group}{having}'

    def grouped_item(self, type, keys, scope):
        # Whether a key has the type is left to the server: what it refuses is passed over.
        if keys and self.random.random() < 0.4:
            key = self.random.choice(keys)
            return self.pick(f'{key}', f'coalesce({key}, {key})') if type != 'text' else f'({key})::text'
        filtered = self.pick('', '', '', f' FILTER (WHERE {self.condition(scope, 0)})')
        if type == 'bool':
            return f'bool_or({self.expression(scope, "bool", 1)}){filtered}'
        if type == 'text':
            return self.pick(f'max({self.expression(scope, "text", 1)}){filtered}', f"string_agg({self.expression(scope, 'text', 1)}, ','){filtered}")
        aggregate = self.pick('count', 'max', 'min', 'sum')
        return self.pick(f'{aggregate}({self.expression(scope, "int", 1)}){filtered}::int', f'coalesce(max({self.expression(scope, "int", 1)}){filtered}, 0)')

    def with_cte(self, types, depth, outer):
        name = self.alias()
        columns = [self.type() for _ in range(2)]
        body = self.select(columns, depth - 1)
        recursive = ''
        if self.random.random() < 0.4:
            recursive = 'RECURSIVE '
            step = Scope([(f'{name}.w0', columns[0]), (f'{name}.w1', columns[1])])
            items = ', '.join(self.expression(step, t, 1) for t in columns)
            body = f'({body}) UNION (SELECT {items} FROM {name} LIMIT 5)'
        alias = self.alias()
        scope = Scope([(f'{alias}.w0', columns[0]), (f'{alias}.w1', columns[1])], outer)
        more, text = self.table(None, 0, False)
        kind = self.pick('LEFT JOIN', 'JOIN', 'RIGHT JOIN')
        inner = Scope(scope.columns + more, outer)
        items = ', '.join(self.expression(inner, t, depth - 1) for t in types)
        return (f'WITH {recursive}{name} (w0, w1) AS ({body}) SELECT {items} FROM {name} AS {alias} {kind} {text} '
                f'ON {self.join_condition(scope.columns, more, outer, kind)}{self.where(inner, 1)}')
