const oids = new Map<string, number>();

/** Makes values arrive, and leave, as the generated types say. Call it once, before the first query. */
export async function registerParsers(sql: Sql): Promise<void> {
  const schemas = [...new Set(userTypes.map((type) => type.schema))];
  const rows = await sql.unsafe(oidQuery, [schemas]);
  eachOid(userTypes, rows as unknown as OidRow[], (key, oid) => {
    const codec = codecs.of(key);
    oids.set(key, oid);
    sql.options.parsers[oid] = (text: string) => codec.parse(text);
    sql.options.serializers[oid] = (value: unknown) => codec.encode(value);
  });
}

/** A value as a parameter of the given type, where postgres.js would guess another one: arrays, dates. */
export function encode<T>(sql: Sql, type: string, value: T): Parameter<T> {
  const oid = oids.get(type);
  if (oid === undefined) throw new Error(`no type ${type}: call registerParsers first`);
  return sql.typed(value, oid);
}

/** The columns of an insert or update as parameters, for sql(…). */
export function encodeRow<R extends keyof typeof relations>(sql: Sql, relation: R, values: object): Record<string, Parameter<unknown>> {
  const types: Readonly<Record<string, string>> = relations[relation];
  return Object.fromEntries(
    Object.entries(values as Record<string, unknown>).flatMap(([column, value]) =>
      value === undefined ? [] : [[column, encode(sql, types[column] ?? "text", value)]],
    ),
  );
}
