"""Names of every oddity that PostgreSQL allows, each used once."""

ODD = [
    'plain', 'Mixed Case', 'with"quote', "it's", 'new\nline', 'tab\there', 'dot.ted', 'select', 'table', 'user', 'имя', '表格', 'é',
    'back\\slash', '$dollar$', '%s %I', '{brace}', '-- comment', '/* open', ' leading', '1digit', 'semi;colon', 'comma,name', '(paren)',
    'CamelCase', 'under_score', 'a b', '"', ':variable', '[0]', 'x' * 57, 'ж' * 28, '*', 'null', 'public', 'key', 'value', 'type', 'order',
]


class Names:
    def __init__(self, rng):
        self.rng, self.count = rng, 0

    def new(self):
        """An odd one half of the time; the number keeps them apart, and 63 bytes are the end."""
        self.count += 1
        stem = self.rng.choice(ODD) if self.rng.random() < 0.4 else self.rng.choice('abcdefgh')
        return f'{stem}{self.count}'


def ident(name):
    return '"' + name.replace('"', '""') + '"'


def literal(text):
    return ("E'" if '\\' in text else "'") + text.replace('\\', '\\\\').replace("'", "''") + "'"
