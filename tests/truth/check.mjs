// Reads [{"schema": name, "data": value}, …] a line and answers [[{at, keyword, message, params}, …], …] a line.
import fs from 'node:fs';
import readline from 'node:readline';
import Ajv from 'ajv';

const { shared, schemas } = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));
const compiled = new Map();
// Compiling takes longer than checking: generate.mjs has validated the schemas, and their parts are compiled once each.
const QUICK = { validateSchema: false, inlineRefs: false, code: { optimize: false }, allErrors: true, strict: false };
const sharing = new Ajv(QUICK);
for (const [$id, definitions] of Object.entries(shared)) sharing.addSchema({ $id, definitions });

function checker(name) {
  if (!compiled.has(name)) {
    const { $ref } = schemas[name];
    compiled.set(name, $ref.startsWith('#') ? new Ajv(QUICK).compile(schemas[name]) : sharing.getSchema($ref));
  }
  return compiled.get(name);
}

function problems({ schema, data }) {
  if (!(schema in schemas)) return [{ at: '', keyword: 'schema', message: 'has no schema', params: {} }];
  const check = checker(schema);
  if (check(data)) return [];
  return check.errors.map(({ instancePath: at, keyword, message, params }) => ({ at, keyword, message, params }));
}

for await (const line of readline.createInterface({ input: process.stdin })) {
  process.stdout.write(JSON.stringify(JSON.parse(line).map(problems)) + '\n');
}
