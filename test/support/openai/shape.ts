import type { Json, Problem } from './fake-openai.types.ts';

/** A rule of a table: what is wrong with the value at `at`, in OpenAI's words. */
export type Shape = (value: unknown, at: string) => Problem[];

/** A plain object, no list and not null. */
export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const under = (at: string, key: string | number) => (typeof key === 'number' ? `${at}[${key}]` : at === '' ? key : `${at}.${key}`);

const wrongType = (value: unknown, at: string, wanted: string): Problem[] => {
  const got = value === null ? 'null' : Array.isArray(value) ? 'an array' : `a ${typeof value}`;
  return [{ param: at, message: `Invalid type for '${at}': expected ${wanted}, but got ${got} instead.`, code: 'invalid_type' }];
};

const wrongValue = (value: unknown, at: string, wanted: string): Problem[] => [
  { param: at, message: `Invalid value: '${String(value).slice(0, 60)}' at '${at}'. Supported: ${wanted}.`, code: 'invalid_value' },
];

/** A string of so many characters that keeps to `pattern`. */
export const text =
  (rule: { min?: number; max?: number; pattern?: RegExp } = {}): Shape =>
  (value, at) => {
    if (typeof value !== 'string') return wrongType(value, at, 'a string');
    if (value.length < (rule.min ?? 0)) return wrongValue(value, at, `at least ${rule.min} characters`);
    if (value.length > (rule.max ?? Number.POSITIVE_INFINITY)) {
      return [
        {
          param: at,
          message: `Invalid '${at}': string too long. Expected at most ${rule.max} characters.`,
          code: 'string_above_max_length',
        },
      ];
    }
    return rule.pattern === undefined || rule.pattern.test(value) ? [] : wrongValue(value, at, `strings that match ${rule.pattern}`);
  };

/** A number between two others. */
export const number =
  (rule: { min?: number; max?: number; whole?: boolean } = {}): Shape =>
  (value, at) => {
    if (typeof value !== 'number' || !Number.isFinite(value)) return wrongType(value, at, 'a number');
    if (rule.whole && !Number.isInteger(value)) return wrongType(value, at, 'an integer');
    if (value < (rule.min ?? -Infinity)) {
      return [
        {
          param: at,
          message: `Invalid '${at}': integer below minimum value. Expected a value >= ${rule.min}, but got ${value} instead.`,
          code: 'integer_below_min_value',
        },
      ];
    }
    return value > (rule.max ?? Infinity) ? wrongValue(value, at, `at most ${rule.max}`) : [];
  };

export const flag: Shape = (value, at) => (typeof value === 'boolean' ? [] : wrongType(value, at, 'a boolean'));
export const anything: Shape = () => [];
export const nothing: Shape = (value, at) => (value === null ? [] : wrongType(value, at, 'null'));

/** One of these values. */
export const oneOf =
  (...values: unknown[]): Shape =>
  (value, at) =>
    values.includes(value) ? [] : wrongValue(value, at, values.map((known) => `'${String(known)}'`).join(', '));

/** Null, or what the other rule wants. */
export const orNull =
  (shape: Shape): Shape =>
  (value, at) =>
    value === null ? [] : shape(value, at);

/** A list, each entry by the rule. */
export const list =
  (shape: Shape, rule: { min?: number; max?: number } = {}): Shape =>
  (value, at) => {
    if (!Array.isArray(value)) return wrongType(value, at, 'an array');
    if (value.length < (rule.min ?? 0)) return wrongValue(`${value.length} entries`, at, `at least ${rule.min}`);
    if (value.length > (rule.max ?? Infinity)) return wrongValue(`${value.length} entries`, at, `at most ${rule.max}`);
    return value.flatMap((entry, index) => shape(entry, under(at, index)));
  };

/** A closed object: `!` at the end of a key makes it required, and no other key is known. */
export const closed = (keys: Record<string, Shape>): Shape => {
  const known = new Map(Object.entries(keys).map(([key, shape]) => [key.replace(/!$/, ''), { shape, required: key.endsWith('!') }]));
  return (value, at) => {
    if (!isJson(value)) return wrongType(value, at, 'an object');
    const missing = [...known]
      .filter(([key, { required }]) => required && value[key] === undefined)
      .map(([key]): Problem => {
        const param = under(at, key);
        return { param, message: `Missing required parameter: '${param}'.`, code: 'missing_required_parameter' };
      });
    const rest = Object.entries(value).flatMap(([key, entry]): Problem[] => {
      const rule = known.get(key);
      const param = under(at, key);
      if (rule === undefined) return [{ param, message: `Unknown parameter: '${param}'.`, code: 'unknown_parameter' }];
      return entry === undefined ? [] : rule.shape(entry, param);
    });
    return [...missing, ...rest];
  };
};

/** Whichever rule the value's own `key` names. */
export const byKey =
  (key: string, shapes: Record<string, Shape>): Shape =>
  (value, at) => {
    if (!isJson(value)) return wrongType(value, at, 'an object');
    const shape = shapes[String(value[key])];
    return shape === undefined ? wrongValue(value[key], under(at, key), Object.keys(shapes).join(', ')) : shape(value, at);
  };

/** The first of the rules that is content; else what the first one of the value's own type says. */
export const either =
  (first: Shape, ...others: Shape[]): Shape =>
  (value, at) => {
    const said = [first, ...others].map((shape) => shape(value, at));
    return (
      said.find((problems) => problems.length === 0) ??
      said.find(([problem]) => problem?.code !== 'invalid_type' || problem.param !== at) ??
      said[0] ??
      []
    );
  };

/** Any keys; each value by the rule. */
export const mapOf =
  (shape: Shape, most: number): Shape =>
  (value, at) => {
    if (!isJson(value)) return wrongType(value, at, 'an object');
    const entries = Object.entries(value);
    return entries.length > most
      ? wrongValue(`${entries.length} keys`, at, `at most ${most}`)
      : entries.flatMap(([key, entry]) => shape(entry, under(at, key)));
  };
