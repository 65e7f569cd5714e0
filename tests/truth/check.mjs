// Reads [{"schema": name, "data": value}, …] a line and answers [[{at, keyword, message, params}, …], …] a line.
import fs from 'node:fs';
import readline from 'node:readline';
import Ajv from 'ajv';

const schemas = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));
const compiled = new Map();
// Compiling takes longer than checking: generate.mjs has validated the schemas, and their parts are compiled once each.
const QUICK = { validateSchema: false, inlineRefs: false, code: { optimize: false } };

function checker(name) {
  if (!compiled.has(name)) {
    const ajv = new Ajv({ ...QUICK, allErrors: true, strict: false });
    compiled.set(name, ajv.compile(schemas[name]));
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
