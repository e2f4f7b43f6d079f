const longestId = 998;
const mostReferences = 200;

/** The first Message-ID of a header value, with its angle brackets (RFC 5322 3.6.4); a bare token gets them. Null when there is none. */
export function firstMessageId(value: string): string | null {
  return messageIds(value)[0] ?? null;
}

/**
 * All Message-IDs of a References header, in order, each once; at most 200, the oldest dropped first after the thread's root. Values without
 * angle brackets are read as words between blanks, as some programs write them.
 */
export function messageIds(value: string): string[] {
  const bracketed = value.match(/<[^<>\s]{1,996}>/g);
  const found = bracketed ?? bareIds(value);
  const unique = [...new Set(found)];
  if (unique.length <= mostReferences) return unique;
  return [...unique.slice(0, 1), ...unique.slice(1 - mostReferences)];
}

function bareIds(value: string): string[] {
  return value
    .split(/[\s,]+/)
    .filter((word) => word.includes('@') && word.length < longestId)
    .map((word) => `<${word.replace(/[<>]/g, '')}>`);
}
