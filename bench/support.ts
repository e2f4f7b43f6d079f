import { checkSupport } from '../ai/functions/support/check-support.rules.ts';
import { heldOutPairs } from '../test/support/support-pairs/held-out-pairs.ts';
import { openPairs } from '../test/support/support-pairs/open-pairs.ts';
import type { SupportPair } from '../test/support/support-pairs/pair.ts';

/**
 * How well code tells a true sentence of a draft from a false one whose words stand in its source: `open` pairs were looked at while the rules were made, `held out` ones
 * were only counted. Prints one line.
 */
function figures(pairs: readonly SupportPair[]): string {
  const isProved = (sentence: string, { sources, by = 'us', language = 'en' }: SupportPair): boolean =>
    checkSupport(
      sentence,
      sources.map((text) => ({ text, by })),
      language,
    ).ok;
  const caught = pairs.filter((pair) => !isProved(pair.false, pair)).length;
  const marked = pairs.filter((pair) => !isProved(pair.fair, pair)).length;
  return `${caught} of ${pairs.length} false ones marked, ${marked} of ${pairs.length} fair ones marked`;
}

process.stdout.write(`open: ${figures(openPairs)}; held out: ${figures(heldOutPairs)}\n`);
