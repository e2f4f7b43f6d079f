/**
 * What is not as expected in an answer, in words; empty when all is. An expected object needs each of its own keys and allows others, an expected list needs an element
 * for each of its own in any order, a text such as `*invoice*` needs to be contained whatever the case, all else must be equal.
 */
export function unmetExpectations(expected: unknown, actual: unknown, path = 'answer'): string[] {
  if (typeof expected === 'string') return textProblems(expected, actual, path);
  if (expected === null || typeof expected !== 'object')
    return expected === actual ? [] : [`${path} is ${shown(actual)}, expected ${shown(expected)}`];
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual)) return [`${path} is ${shown(actual)}, expected a list`];
    const missing = expected.filter((wanted) => !actual.some((given) => unmetExpectations(wanted, given).length === 0));
    const tooMany = expected.length === 0 && actual.length > 0 ? [`${path} is ${shown(actual)}, expected an empty list`] : [];
    return [...tooMany, ...missing.map((wanted) => `${path} has no ${shown(wanted)}`)];
  }
  if (actual === null || typeof actual !== 'object' || Array.isArray(actual)) return [`${path} is ${shown(actual)}, expected an object`];
  const given = actual as Record<string, unknown>;
  return Object.entries(expected).flatMap(([key, wanted]) =>
    Object.hasOwn(given, key) ? unmetExpectations(wanted, given[key], `${path}.${key}`) : [`${path} has no ${key}`],
  );
}

function textProblems(expected: string, actual: unknown, path: string): string[] {
  const isPart = expected.length > 2 && expected.startsWith('*') && expected.endsWith('*');
  const isMet =
    typeof actual === 'string' && (isPart ? actual.toLowerCase().includes(expected.slice(1, -1).toLowerCase()) : actual === expected);
  return isMet ? [] : [`${path} is ${shown(actual)}, expected ${shown(expected)}`];
}

function shown(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
