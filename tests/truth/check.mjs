// Reads {"schema": name, "data": value} a line and answers {"problems": [{at, keyword, message, params}, …]} a line.
import fs from 'node:fs';
import readline from 'node:readline';
import Ajv from 'ajv';

const schemas = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));
const compiled = new Map();

function checker(name) {
  if (!compiled.has(name)) {
    const ajv = new Ajv({ allErrors: true, strict: false });
    compiled.set(name, ajv.compile(schemas[name]));
  }
  return compiled.get(name);
}

for await (const line of readline.createInterface({ input: process.stdin })) {
  const { schema, data } = JSON.parse(line);
  let problems = [];
  if (!(schema in schemas)) problems = [{ at: '', keyword: 'schema', message: 'has no schema', params: {} }];
  else {
    const check = checker(schema);
    if (!check(data)) problems = check.errors.map(({ instancePath: at, keyword, message, params }) => ({ at, keyword, message, params }));
  }
  process.stdout.write(JSON.stringify({ problems }) + '\n');
}
