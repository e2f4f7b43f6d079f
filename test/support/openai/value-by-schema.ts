import type { Json, Problem } from './fake-openai.types.ts';
import { isJson } from './shape.ts';
import { resolveRef } from './strict-schema.ts';

/** How a persona fills a schema; `key` is the name of the property (of the list, for its entries). */
export type Filler = {
  string(key: string, index: number): string;
  number(key: string, schema: Json, index: number): number;
  choice(key: string, values: unknown[], index: number): unknown;
  boolean(key: string): boolean;
  /** entries of a list, within the bounds of the schema */
  entries(key: string): number;
  /** null where it may be? */
  nulls(key: string): boolean;
};

const typeOf = (schema: Json): string[] =>
  Array.isArray(schema.type) ? schema.type.map(String) : schema.type === undefined ? [] : [String(schema.type)];

function fillList(schema: Json, filler: Filler, root: Json, key: string): unknown[] {
  const least = typeof schema.minItems === 'number' ? schema.minItems : 0;
  const most = typeof schema.maxItems === 'number' ? schema.maxItems : Number.POSITIVE_INFINITY;
  const size = Math.max(least, Math.min(most, filler.entries(key)));
  return Array.from({ length: size }, (_, index) => fillSchema(schema.items, filler, root, key, index));
}

function bounded(value: number, schema: Json, whole: boolean): number {
  const least = typeof schema.minimum === 'number' ? schema.minimum : Number.NEGATIVE_INFINITY;
  const most = typeof schema.maximum === 'number' ? schema.maximum : Number.POSITIVE_INFINITY;
  const inside = Math.min(most, Math.max(least, value));
  return whole ? Math.trunc(inside) : inside;
}

/** A value that fits the schema, filled by the persona. */
export function fillSchema(schema: unknown, filler: Filler, root: Json, key = '', index = 0): unknown {
  if (!isJson(schema)) return null;
  if (typeof schema.$ref === 'string') return fillSchema(resolveRef(root, schema.$ref), filler, root, key, index);
  const branches = Array.isArray(schema.anyOf) ? schema.anyOf.filter(isJson) : [];
  if (branches.length > 0) {
    const nullable = branches.some((branch) => typeOf(branch).includes('null'));
    const others = branches.filter((branch) => !typeOf(branch).includes('null'));
    if ((nullable && filler.nulls(key)) || others.length === 0) return null;
    return fillSchema(others[index % others.length], filler, root, key, index);
  }
  if (schema.const !== undefined) return schema.const;
  if (Array.isArray(schema.enum)) return filler.choice(key, schema.enum, index);
  const types = typeOf(schema);
  if (types.includes('null') && (types.length === 1 || filler.nulls(key))) return null;
  if (types.includes('object')) {
    const properties = isJson(schema.properties) ? schema.properties : {};
    return Object.fromEntries(Object.entries(properties).map(([name, inner]) => [name, fillSchema(inner, filler, root, name, index)]));
  }
  if (types.includes('array')) return fillList(schema, filler, root, key);
  if (types.includes('boolean')) return filler.boolean(key);
  if (types.includes('integer') || types.includes('number'))
    return bounded(filler.number(key, schema, index), schema, types.includes('integer'));
  return filler.string(key, index);
}

function problem(at: string, what: string): Problem[] {
  return [{ param: at, message: `${at || 'the answer'} ${what}`, code: 'not_in_schema' }];
}

function insideObject(value: unknown, schema: Json, root: Json, at: string): Problem[] {
  if (!isJson(value)) return problem(at, 'is no object');
  const properties = isJson(schema.properties) ? schema.properties : {};
  const unknown = Object.keys(value).filter((name) => !Object.hasOwn(properties, name));
  const missing = Object.keys(properties).filter((name) => !Object.hasOwn(value, name));
  return [
    ...unknown.flatMap((name) => problem(`${at}.${name}`, 'is no property')),
    ...missing.flatMap((name) => problem(`${at}.${name}`, 'is missing')),
    ...Object.entries(properties).flatMap(([name, inner]) =>
      name in value ? outsideSchema(value[name], inner, root, `${at}.${name}`) : [],
    ),
  ];
}

function isType(value: unknown, type: string): boolean {
  if (type === 'null') return value === null;
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return isJson(value);
  if (type === 'integer') return Number.isInteger(value);
  return typeof value === type;
}

/** What of a value a strict model could never have said under this schema. */
export function outsideSchema(value: unknown, schema: unknown, root: Json, at = ''): Problem[] {
  if (!isJson(schema)) return problem(at, 'has no schema');
  if (typeof schema.$ref === 'string') return outsideSchema(value, resolveRef(root, schema.$ref), root, at);
  if (Array.isArray(schema.anyOf)) {
    return schema.anyOf.some((branch) => outsideSchema(value, branch, root, at).length === 0) ? [] : problem(at, 'fits no branch');
  }
  if (schema.const !== undefined && value !== schema.const) return problem(at, `is not ${String(schema.const)}`);
  if (Array.isArray(schema.enum)) return schema.enum.includes(value) ? [] : problem(at, `is none of ${schema.enum.join(', ')}`);
  const types = typeOf(schema);
  if (types.length > 0 && !types.some((type) => isType(value, type))) return problem(at, `is not of type ${types.join(' or ')}`);
  if (isJson(value) && types.includes('object')) return insideObject(value, schema, root, at);
  if (!Array.isArray(value)) return [];
  const tooMany = typeof schema.maxItems === 'number' && value.length > schema.maxItems;
  return [
    ...(tooMany ? problem(at, 'has too many entries') : []),
    ...value.flatMap((entry, index) => outsideSchema(entry, schema.items, root, `${at}[${index}]`)),
  ];
}
