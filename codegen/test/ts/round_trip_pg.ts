// node-postgres: writes the values through the generated types, reads them back, compares.
import assert from "node:assert/strict";
import pg from "pg";
import type { Everything } from "./out/pg/index.js";
import { encodeRow, registerParsers } from "./out/pg/parsers.js";
import { EverythingInsertSchema, EverythingSchema } from "./out/pg/zod.js";
import * as v from "valibot";
import * as valibot from "./out/pg/valibot.js";
import { rows } from "./values.js";

const client = new pg.Client();
await client.connect();
await registerParsers(client, pg.types);
for (const row of rows) {
  EverythingInsertSchema.parse(row);
  v.parse(valibot.EverythingInsertSchema, row);
  const values = encodeRow("app.everything", row);
  const columns = Object.keys(values);
  const places = columns.map((_, at) => `$${at + 1}`).join(", ");
  await client.query(`INSERT INTO app.everything (${columns.join(", ")}) VALUES (${places})`, Object.values(values));
}
const result = await client.query<Everything>("SELECT * FROM app.everything ORDER BY id");
for (const [at, row] of rows.entries()) {
  const read = result.rows[at];
  EverythingSchema.parse(read);
  v.parse(valibot.EverythingSchema, read);
  const wanted = { c_very_positive: 101, ...row } as Record<string, unknown>;
  for (const [column, value] of Object.entries(read ?? {})) {
    assert.deepEqual(value, wanted[column] ?? null, `${row.id} ${column}`);
    console.log(`ok node-postgres ${row.id} ${column}`);
  }
}
await client.end();
