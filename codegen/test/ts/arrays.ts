// Arrays of several dimensions: refused by types that say one, read and written by types that say any number.
import assert from "node:assert/strict";
import pg from "pg";
import { codecs as one } from "./out/pg/parsers.js";
import type { Everything } from "./out/nested/index.js";
import { codecs, encodeRow, registerParsers } from "./out/nested/parsers.js";
import { EverythingSchema } from "./out/nested/zod.js";
import * as v from "valibot";
import * as valibot from "./out/nested/valibot.js";

assert.throws(() => one.of("int4[]").parse("{{1,2},{3,4}}"), /several dimensions/);
assert.throws(() => one.of("int4[]").encode([[1]]), /several dimensions/);
assert.throws(() => one.of("int4[]").parse("[0:1][1:1]={{1},{2}}"), /several dimensions/);
assert.deepEqual(one.of("int4[]").parse("[0:1]={1,2}"), [1, 2]);
// Lists that are elements are no further dimension.
const parts = [[{ lower: 1, upper: 3, lowerInclusive: true, upperInclusive: false, empty: false }], []];
for (const each of [one, codecs]) assert.deepEqual(each.of("int4multirange[]").parse(each.of("int4multirange[]").encode(parts)), parts);

const client = new pg.Client();
await client.connect();
await registerParsers(client, pg.types);
const row = { id: 77, a_int4: [[1, null], [3, 4]], a_text: [[["{a}", "NULL"]], [["", null]]], a_jsonb: [[{ a: [[1]] }], [[2]]], a_box: [["(3,4),(1,2)"]], a_hstore: [[{ a: "{" }]] };
const values = encodeRow("app.everything", row);
const columns = Object.keys(values);
await client.query(`INSERT INTO app.everything (${columns.join(", ")}) VALUES (${columns.map((_, at) => `$${at + 1}`).join(", ")})`, Object.values(values));
const [read] = (await client.query<Everything>("DELETE FROM app.everything WHERE id = 77 RETURNING *")).rows;
assert.deepEqual(Object.fromEntries(Object.keys(row).map((key) => [key, read?.[key as keyof Everything]])), row);
EverythingSchema.parse(read);
v.parse(valibot.EverythingSchema, read);
const item: number | null | (number | null | (number | null)[])[] | undefined = read?.a_int4?.[0] as never;
assert.deepEqual(item, [1, null]);
await client.end();
