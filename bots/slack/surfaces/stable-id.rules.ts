import { v5 } from 'uuid';

const namespace = '8c1f7b0a-52de-5f4c-9d0e-3a7b64c1e2f9';

/** A UUID (version 5, RFC 9562) that is the same for the same words. Names a command that may be handled twice. */
export function stableId(...words: string[]): string {
  return v5(words.join('\n'), namespace);
}
