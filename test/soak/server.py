"""The server of with-server: statements go to psql, and schemas come from pg_dump, comparable."""
import re, subprocess

from names import ident

TEMPLATE = 'flux_soak'


class Failed(Exception):
    """A step failed; `sort` says how, so that a smaller pair can be judged to fail in the same way."""

    def __init__(self, sort, detail):
        super().__init__(f'{sort}\n{detail}')
        self.sort, self.detail = sort, detail


def run(command, stdin=None):
    # Generous: what hangs is a failure, what is slow on a busy machine is none.
    return subprocess.run(command, input=stdin, capture_output=True, text=True, timeout=300)


def psql(database, sql, what, stop=True):
    done = run(['psql', '-X', '-q', '-A', '-t', '-v', f'ON_ERROR_STOP={int(stop)}', '-v', 'VERBOSITY=verbose', '-d', database, '-f', '-'],
               'SET client_min_messages = error;\n' + sql)
    if done.returncode and stop:
        text = done.stderr.strip()
        code = re.search(r'(?:ERROR|FATAL|PANIC):\s+([0-9A-Z]{5}):', text)
        raise Failed(f'{what}: {code[1] if code else "connection lost"}', text)
    return done.stdout


def create(database):
    psql('postgres', f'DROP DATABASE IF EXISTS {database} WITH (FORCE);\nCREATE DATABASE {database} TEMPLATE {TEMPLATE};', 'create database')


def drop(database):
    psql('postgres', f'DROP DATABASE IF EXISTS {database} WITH (FORCE);', 'drop database', stop=False)


def prepare(roles):
    psql('postgres', f'DROP DATABASE IF EXISTS {TEMPLATE};\nCREATE DATABASE {TEMPLATE};', 'create database')
    psql(TEMPLATE, 'CREATE EXTENSION pg_flux;', 'create extension')
    for role in roles:
        psql('postgres', f'DO $$BEGIN CREATE ROLE {ident(role)}; EXCEPTION WHEN duplicate_object THEN NULL; END$$;', 'create role')


def version():
    return int(psql('postgres', 'SHOW server_version_num;', 'version')) // 10000


TOKEN = re.compile(r"""--[^\n]*\n | ^\\[^\n]*\n | E'(?:[^'\\]|''|\\.)*' | '(?:[^']|'')*' | "(?:[^"]|"")*" | (\$\w*\$).*?\1 | [^'"$\-\\;,()E]+ | .""",
                   re.X | re.S | re.M)


def dump(database):
    """What pg_dump prints, as sorted statements; the columns of a table are sorted too, for an added
    column stands last."""
    done = run(['pg_dump', '-s', '-N', 'pg_flux', database])
    if done.returncode:
        raise Failed('pg_dump', done.stderr)
    out, parts = [], []
    for token in (m[0] for m in TOKEN.finditer(done.stdout)):
        if token.startswith('--') or (token.startswith('\\') and token.endswith('\n')):
            continue
        if token == ';' and not atomic(parts):
            out.append(parts)
            parts = []
        else:
            parts.append(token)
    kept = (statement(x) for x in out)
    return sorted(x for x in kept if x and not re.match(r'(?s)SET |SELECT pg_catalog\.set_config|.*EXTENSION (IF NOT EXISTS )?pg_flux\b', x))


def atomic(parts):
    text = ''.join(parts)
    return 'BEGIN ATOMIC' in text and not text.rstrip().endswith('END')


def statement(parts):
    text = ''.join(parts).strip()
    if text.startswith('CREATE STATISTICS'):
        # Its columns are printed in the order of the table's.
        return ' '.join(sorted(text.replace(',', ' ').split()))
    if not re.match(r'CREATE (UNLOGGED |FOREIGN )?(TABLE|TYPE)\b', text) or ' AS ENUM' in text:
        return text
    depth, pieces = 0, ['']
    for token in parts:
        depth += (token == '(') - (token == ')')
        if (token == ',' and depth == 1) or (token == '(' and depth == 1) or (token == ')' and depth == 0):
            pieces.append('')
        else:
            pieces[-1] += token
    pieces = [x.strip() for x in pieces]
    return '\n'.join([pieces[0]] + sorted(pieces[1:]))
