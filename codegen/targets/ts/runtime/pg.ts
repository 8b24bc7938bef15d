/** What is asked of a pg.Client or pg.Pool. */
export interface Queryable {
  query(text: string, values: unknown[]): Promise<{ rows: unknown[] }>;
}
/** pg.types, for all connections, or a new pg.TypeOverrides() to give to a client as `types`. */
export interface TypeRegistry {
  setTypeParser(oid: number, format: "text", parser: (text: string) => unknown): void;
}

/** Makes values arrive as the generated types say. Call it once, with any connection to the database. */
export async function registerParsers(client: Queryable, types: TypeRegistry): Promise<void> {
  const schemas = [...new Set(userTypes.map((type) => type.schema))];
  const { rows } = await client.query(oidQuery, [schemas]);
  eachOid(userTypes, rows as OidRow[], (key, oid) => {
    const codec = codecs.of(key);
    types.setTypeParser(oid, "text", (text) => codec.parse(text));
  });
}

/** A value as a parameter of the given type: node-postgres by itself knows nothing of the server's types. */
export function encode(type: string, value: unknown): string | null {
  return value === null || value === undefined ? null : codecs.of(type).encode(value);
}

/** The columns of an insert or update as parameters, in the same order. */
export function encodeRow<R extends keyof typeof relations>(relation: R, values: object): Record<string, string | null> {
  const types: Readonly<Record<string, string>> = relations[relation];
  return Object.fromEntries(Object.entries(values).flatMap(([column, value]) => (value === undefined ? [] : [[column, encode(types[column] ?? "text", value)]])));
}
