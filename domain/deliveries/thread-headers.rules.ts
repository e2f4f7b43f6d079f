/** The headers that put a mail into its thread (RFC 5322 3.6.4). */
export type ThreadHeaders = { inReplyTo: string | null; references: string[] };

const longestChain = 20;

/** Headers of an answer to `parent` (else to the last) among the ids of a thread, oldest first; without any id a thread begins. */
export function threadHeaders(ids: readonly string[], answered: string | null = null): ThreadHeaders {
  const parent = answered ?? ids.at(-1) ?? null;
  if (parent === null) return { inReplyTo: null, references: [] };
  const chain = ids.slice(0, ids.indexOf(parent) + 1 || ids.length).filter((id) => id !== parent);
  return { inReplyTo: parent, references: [...new Set(chain)].slice(1 - longestChain).concat(parent) };
}
