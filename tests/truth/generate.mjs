// Turns the platforms' published TypeScript types into JSON Schemas: node generate.mjs names.json schemas.json
// names.json maps a schema's name to [package, type]; "X[]" is a list of X. One schema per type; those of a package share
// their definitions, but for @slack/web-api, where the same names stand for different things in different files.
import fs from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv';
import ts from 'typescript';
import { SchemaGenerator, createFormatter, createParser } from 'ts-json-schema-generator';

const [wantedFile, schemasFile] = process.argv.slice(2);
const wanted = JSON.parse(fs.readFileSync(wantedFile, 'utf8'));
const names = Object.keys(wanted);
const lines = names.map((name, index) => {
  const [module, type] = wanted[name];
  const bare = type.replace('[]', '');
  const own = ['boolean', 'string', 'number'].includes(bare);
  const tail = type.endsWith('[]') ? '[]' : '';
  return own
    ? `export type Root${index} = ${type};`
    : `import type { ${bare} as X${index} } from '${module}';\nexport type Root${index} = X${index}${tail};`;
});
// Beside node_modules, so that the packages are found; named after the process, so that two don't meet.
const source = path.join(import.meta.dirname, 'node_modules', `.roots-${process.pid}.ts`);
fs.writeFileSync(source, lines.join('\n') + '\n');
const schemas = {};
const shared = { '@gramio/types': {}, '@slack/types': {} };
const missing = [];
const ajv = new Ajv();
try {
  const program = ts.createProgram([source], {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
  });
  const roots = program.getSourceFile(source).statements.filter(ts.isTypeAliasDeclaration);
  const config = { path: source, tsconfig: '', skipTypeCheck: true, additionalProperties: false, jsDoc: 'none' };
  names.forEach((name, index) => {
    try {
      const parser = createParser(program, { ...config, expose: 'export', topRef: true, type: `Root${index}` });
      const formatter = createFormatter(config);
      // createSchema would look for the type by name in every file of every package
      const schema = new SchemaGenerator(program, parser, formatter, config).createSchemaFromNodes([roots[index]]);
      if (!ajv.validateSchema(schema)) missing.push(`${name}: ${ajv.errorsText()}`);
      schemas[name] = wanted[name][0] in shared ? share(wanted[name][0], schema) : schema;
    } catch (error) {
      missing.push(`${name}: ${String(error.message).slice(0, 200)}`);
    }
  });
} finally {
  fs.rmSync(source, { force: true });
}
if (missing.length) {
  console.error(missing.join('\n'));
  process.exit(1);
}
fs.writeFileSync(`${schemasFile}.${process.pid}`, JSON.stringify({ shared, schemas }));
fs.renameSync(`${schemasFile}.${process.pid}`, schemasFile);

// A schema that refers to definitions of its package's own.
function share(module, { $ref, definitions }) {
  for (const [name, definition] of Object.entries(definitions)) {
    const known = shared[module][name];
    if (known && JSON.stringify(known) !== JSON.stringify(definition)) throw new Error(`${name} is two things`);
    shared[module][name] = definition;
  }
  return { $ref: `${module}${$ref}` };
}
