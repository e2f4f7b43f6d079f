import type { Json, Problem } from './fake-openai.types.ts';
import { isJson } from './shape.ts';

/** What OpenAI's strict mode reads of JSON Schema; anything else it refuses. */
const keywords = new Set([
  ...[
    '$schema',
    '$defs',
    'definitions',
    '$ref',
    'type',
    'title',
    'description',
    'properties',
    'required',
    'additionalProperties',
    'items',
    'enum',
    'const',
    'anyOf',
  ],
  ...['pattern', 'format', 'multipleOf', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'minItems', 'maxItems'],
]);
const formats = new Set(['date-time', 'time', 'date', 'duration', 'email', 'hostname', 'ipv4', 'ipv6', 'uuid']);
const types = new Set(['object', 'array', 'string', 'number', 'integer', 'boolean', 'null']);
const limits = { depth: 10, properties: 5_000, enums: 1_000, text: 120_000 };

type Walk = { param: string; path: string[]; depth: number; root: Json; counts: { properties: number; enums: number; text: number } };

const said = (walk: Walk, what: string): Problem => ({
  param: walk.param,
  message: `Invalid schema for response_format: In context=(${walk.path.map((part) => `'${part}'`).join(', ')}), ${what}.`,
  code: 'invalid_json_schema',
});

const down = (walk: Walk, ...path: string[]): Walk => ({ ...walk, path: [...walk.path, ...path], depth: walk.depth + 1 });

function objectProblems(schema: Json, walk: Walk): Problem[] {
  const properties = isJson(schema.properties) ? schema.properties : {};
  const names = Object.keys(properties);
  walk.counts.properties += names.length;
  walk.counts.text += names.join('').length;
  const required = Array.isArray(schema.required) ? schema.required : [];
  const missing = names.filter((name) => !required.includes(name));
  const unknown = required.filter((name) => !names.includes(String(name)));
  return [
    ...(schema.additionalProperties === false ? [] : [said(walk, `'additionalProperties' is required to be supplied and to be false`)]),
    ...missing.map((name) =>
      said(walk, `'required' is required to be supplied and to be an array including every key in properties. Missing '${name}'`),
    ),
    ...unknown.map((name) => said(walk, `'required' names '${String(name)}', which is no property`)),
    ...Object.entries(properties).flatMap(([name, inner]) => walkSchema(inner, down(walk, 'properties', name))),
  ];
}

function enumProblems(schema: Json, walk: Walk): Problem[] {
  if (schema.enum === undefined) return [];
  if (!Array.isArray(schema.enum) || schema.enum.length === 0) return [said(walk, `'enum' has to be a list of at least one value`)];
  walk.counts.enums += schema.enum.length;
  walk.counts.text += schema.enum.join('').length;
  return new Set(schema.enum).size === schema.enum.length ? [] : [said(walk, `'enum' names a value twice`)];
}

function typesOf(schema: Json): unknown[] {
  return Array.isArray(schema.type) ? schema.type : schema.type === undefined ? [] : [schema.type];
}

function walkSchema(schema: unknown, walk: Walk): Problem[] {
  if (!isJson(schema)) return [said(walk, 'schema must be an object')];
  if (walk.depth > limits.depth * 2) return [said(walk, `more than ${limits.depth} levels of nesting`)];
  const named = typesOf(schema);
  const kinds = [schema.$ref, schema.anyOf, schema.enum, schema.const].filter((kind) => kind !== undefined);
  return [
    ...Object.keys(schema)
      .filter((key) => !keywords.has(key))
      .map((key) => said(walk, `'${key}' is not permitted`)),
    ...named.filter((type) => !types.has(String(type))).map((type) => said(walk, `'${String(type)}' is not a type`)),
    ...(named.length === 0 && kinds.length === 0 ? [said(walk, `schema must have a 'type' key`)] : []),
    ...(typeof schema.format === 'string' && !formats.has(schema.format) ? [said(walk, `'${schema.format}' is not a valid format`)] : []),
    ...(named.includes('object') ? objectProblems(schema, walk) : []),
    ...(named.includes('array') && schema.items === undefined ? [said(walk, `array schema missing items`)] : []),
    ...(schema.items === undefined ? [] : walkSchema(schema.items, down(walk, 'items'))),
    ...(Array.isArray(schema.anyOf) ? schema.anyOf.flatMap((inner, index) => walkSchema(inner, down(walk, 'anyOf', String(index)))) : []),
    ...enumProblems(schema, walk),
    ...(typeof schema.$ref === 'string' && resolveRef(walk.root, schema.$ref) === null
      ? [said(walk, `reference '${schema.$ref}' can only point to definitions`)]
      : []),
  ];
}

/** What `#`, `#/$defs/x` or `#/definitions/x` points to, or null. */
export function resolveRef(root: Json, ref: string): Json | null {
  if (ref === '#') return root;
  const [, where = '', name = ''] = /^#\/(\$defs|definitions)\/([^/]+)$/.exec(ref) ?? [];
  const all = root[where];
  const found = isJson(all) ? all[name] : undefined;
  return isJson(found) ? found : null;
}

/** What OpenAI's strict structured outputs would refuse in this schema. */
export function strictSchemaProblems(schema: unknown, param: string): Problem[] {
  const walk: Walk = { param, path: [], depth: 0, root: isJson(schema) ? schema : {}, counts: { properties: 0, enums: 0, text: 0 } };
  if (!isJson(schema) || schema.type !== 'object') return [said(walk, `schema must be a JSON Schema of 'type: "object"'`)];
  const definitions = [schema.$defs, schema.definitions].filter(isJson).flatMap((all) => Object.entries(all));
  const problems = [...walkSchema(schema, walk), ...definitions.flatMap(([name, inner]) => walkSchema(inner, down(walk, '$defs', name)))];
  const { properties, enums, text } = walk.counts;
  if (properties > limits.properties) problems.push(said(walk, `${properties} properties, ${limits.properties} at most`));
  if (enums > limits.enums) problems.push(said(walk, `${enums} enum values, ${limits.enums} at most`));
  if (text > limits.text) problems.push(said(walk, `${text} characters of names and values, ${limits.text} at most`));
  return problems;
}
