// postgres.js: the same values.
import assert from "node:assert/strict";
import postgres from "postgres";
import { encodeRow, registerParsers } from "./out/postgres/parsers.js";
import { EverythingSchema } from "./out/postgres/zod.js";
import type { Everything } from "./out/postgres/index.js";
import * as v from "valibot";
import * as valibot from "./out/postgres/valibot.js";
import { rows } from "./values.js";

const sql = postgres({ host: process.env["PGHOST"] ?? "", port: Number(process.env["PGPORT"]), user: process.env["PGUSER"] ?? "", database: process.env["PGDATABASE"] ?? "", max: 1 });
await registerParsers(sql);
await sql`DELETE FROM app.everything`;
for (const row of rows) await sql`INSERT INTO app.everything ${sql(encodeRow(sql, "app.everything", row))}`;
const result = await sql<Everything[]>`SELECT * FROM app.everything ORDER BY id`;
for (const [at, row] of rows.entries()) {
  const read = result[at];
  EverythingSchema.parse(read);
  v.parse(valibot.EverythingSchema, read);
  const wanted = { c_very_positive: 101, ...row } as Record<string, unknown>;
  for (const [column, value] of Object.entries(read ?? {})) {
    assert.deepEqual(value, wanted[column] ?? null, `${row.id} ${column}`);
    console.log(`ok postgres.js ${row.id} ${column}`);
  }
}
await sql.end();
