// drizzle over node-postgres: the values through its tables, relations followed; the types of its rows are the generated ones.
import assert from "node:assert/strict";
import { eq } from "drizzle-orm";
import { drizzle } from "drizzle-orm/node-postgres";
import pg from "pg";
import * as schema from "./out/drizzle/drizzle.js";
import type { Everything, EverythingInsert, Post, Users, UsersInsert } from "./out/drizzle/index.js";
import { registerParsers } from "./out/drizzle/parsers.js";
import { rows } from "./values.js";

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : { not: [A, B] };
type Flat<T> = { [K in keyof T]: T[K] };
const proofs: [
  Same<Flat<typeof schema.everythingTable.$inferSelect>, Flat<Everything>>,
  Same<Flat<typeof schema.postTable.$inferSelect>, Flat<Post>>,
  Same<Flat<typeof schema.usersTable.$inferSelect>, Flat<Users>>,
] = [true, true, true];
// What one INSERT takes, the other takes.
export const insert = (row: EverythingInsert, user: UsersInsert): [typeof schema.everythingTable.$inferInsert, typeof schema.usersTable.$inferInsert] => [row, user];

const client = new pg.Client();
await client.connect();
await registerParsers(client, pg.types);
const db = drizzle(client, { schema });
await db.delete(schema.everythingTable);
await db.insert(schema.everythingTable).values(rows);
const read = await db.select().from(schema.everythingTable).orderBy(schema.everythingTable.id);
for (const [at, row] of rows.entries()) {
  const wanted = { c_very_positive: 101, ...row } as Record<string, unknown>;
  for (const [column, value] of Object.entries(read[at] ?? {})) {
    const plain = Buffer.isBuffer(value) ? new Uint8Array(value) : value;
    assert.deepEqual(plain, wanted[column] ?? null, `${row.id} ${column}`);
    console.log(`ok drizzle ${row.id} ${column}`);
  }
}
const undone = new Error("undone");
await db
  .transaction(async (tx) => {
    const [user] = await tx.insert(schema.usersTable).values({ email: "a@b", mood: "very happy" }).returning();
    assert.ok(user);
    assert.equal(user.name_length, 6);
    const [parent] = await tx.insert(schema.postTable).values({ author: user.id, kind: "live", title: "p", editor: user.id }).returning();
    await tx.insert(schema.postTable).values({ author: user.id, kind: "draft", title: "t", parent: parent?.id ?? null });
    const posts = await tx.query.postTable.findMany({ where: eq(schema.postTable.author, user.id), with: { parentPost: true, editorUser: true, authorUser: true, parentPosts: true }, orderBy: schema.postTable.title });
    assert.deepEqual(posts.map((post) => [post.title, post.parentPost?.title ?? null, post.parentPosts.length, post.authorUser.id, post.editorUser?.id ?? null]), [["p", null, 1, user.id, user.id], ["t", "p", 0, user.id, null]]);
    // Two tables are called users: the types cannot tell them apart.
    const found = (await tx.query.usersTable.findFirst({ where: eq(schema.usersTable.mood, "very happy"), with: { authorPosts: true, editorPosts: true, profile: true } as Record<string, true> })) as unknown as Record<string, unknown[] | null>;
    assert.equal(found["authorPosts"]?.length, 2);
    assert.equal(found["editorPosts"]?.length, 1);
    assert.equal(found["profile"], null);
    console.log("ok drizzle relations");
    await tx.insert(schema.pairTable).values({ a: 1, b: 2, note: "n" });
    await tx.insert(schema.pairUseTable).values({ a: 1, b: 2 });
    const [use] = await tx.query.pairUseTable.findMany({ with: { pair: true } });
    assert.equal(use?.pair?.note, "n");
    console.log("ok drizzle a key of two columns");
    assert.deepEqual(await tx.select().from(schema.livePostView), [{ id: parent?.id, title: "p" }]);
    await tx.refreshMaterializedView(schema.totalView);
    console.log("ok drizzle views");
    throw undone;
  })
  .catch((error: unknown) => assert.equal(error, undone));
assert.equal(proofs.length, 3);
await client.end();
