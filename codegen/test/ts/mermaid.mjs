// Reads Mermaid with its own parser: node mermaid.mjs FOLDER-WITH-NODE_MODULES FILE...
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const require = createRequire(`${process.argv[2]}/`);
const mermaid = (await import(pathToFileURL(require.resolve("mermaid")))).default;
for (const file of process.argv.slice(3)) {
  const { diagramType } = await mermaid.parse(readFileSync(file, "utf8"));
  if (diagramType !== "er") throw new Error(`${file} is of type ${diagramType}`);
}
