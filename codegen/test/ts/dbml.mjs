// Reads DBML with its own parser: node dbml.mjs FOLDER-WITH-NODE_MODULES FILE
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const { Parser } = createRequire(`${process.argv[2]}/`)("@dbml/core");
try {
  const database = new Parser().parse(readFileSync(process.argv[3], "utf8"), "dbmlv2");
  const tables = database.schemas.flatMap((schema) => schema.tables);
  const users = tables.find((table) => table.name === "users" && table.schema.name === "app");
  if (!users || users.fields.length !== 8 || !users.fields[0].pk) throw new Error("app.users is not what it should be");
} catch (error) {
  console.error(JSON.stringify(error.diags ?? String(error), null, 1));
  process.exit(1);
}
