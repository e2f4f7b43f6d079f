import { z } from 'zod';

type Schema = Record<string, unknown>;

/**
 * The JSON Schema that a model's answer is kept to. Throws when an object in it is open or has a property that may be missing: servers refuse such a schema, and an
 * open object would let a model say what nobody reads.
 */
export function outputSchema(schema: z.ZodType): Schema {
  const { $schema: _draft, ...wanted } = z.toJSONSchema(schema) as Schema;
  assertClosed(wanted, 'the answer');
  return wanted;
}

function assertClosed(node: unknown, place: string): void {
  if (Array.isArray(node)) {
    for (const part of node) assertClosed(part, place);
    return;
  }
  if (typeof node !== 'object' || node === null) return;
  const { type, properties, required, additionalProperties } = node as Schema;
  if (type === 'object') {
    const names = Object.keys((properties as Schema | undefined) ?? {});
    const missing = names.filter((name) => !((required as string[] | undefined) ?? []).includes(name));
    if (additionalProperties !== false) throw new TypeError(`${place} is an open object: use z.strictObject`);
    if (missing.length > 0) throw new TypeError(`${place} may lack ${missing.join(', ')}: use nullable instead of optional`);
  }
  for (const [key, value] of Object.entries(node)) assertClosed(value, `${place} > ${key}`);
}
