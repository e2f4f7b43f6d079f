import type { DkimAlgorithm } from '../../domain/deliveries/dkim.types.ts';

/** The TXT record of a public key (RFC 6376 3.6.1; Ed25519 bare, RFC 8463 4). `spki` is its DER. */
export function dkimRecord(algorithm: DkimAlgorithm, spki: Buffer): string {
  return `v=DKIM1; k=${algorithm}; p=${publicPart(algorithm, spki)}`;
}

/** Base64 of what stands in `p=`: the whole DER for RSA, the 32 bytes of the key itself for Ed25519. */
export function publicPart(algorithm: DkimAlgorithm, spki: Buffer): string {
  return (algorithm === 'rsa' ? spki : spki.subarray(-32)).toString('base64');
}

/** A domain in the form that DNS and headers know: labels in other letters as A-labels (RFC 5891). */
export function asciiDomain(domain: string): string {
  return URL.canParse(`https://${domain}`) ? new URL(`https://${domain}`).hostname : domain;
}

/** The name the record is published under. */
export function dkimRecordName(selector: string, domain: string): string {
  return `${selector}._domainkey.${asciiDomain(domain)}`;
}

/**
 * What is wrong with the TXT records found under the name of a key, null when one of them is ours. Each record is the list of its pieces, as DNS gives it.
 */
export function dkimRecordProblem(
  records: readonly (readonly string[])[],
  key: { publicKey: string; algorithm: DkimAlgorithm },
): string | null {
  const texts = records.map((pieces) => pieces.join(''));
  const keys = texts.filter((text) => /(?:^|;)\s*p\s*=/i.test(text));
  if (keys.length === 0)
    return texts.length === 0 ? 'There is no TXT record under this name.' : 'The TXT record under this name is no DKIM key: it has no p=.';
  if (keys.length > 1) return 'There are several DKIM keys under this name, which receivers may treat as none. Remove all but ours.';
  const tags = tagsOf(keys[0] ?? '');
  if (tags.get('p') === '') return 'The record says that this key is withdrawn (its p= is empty).';
  if (tags.get('p') !== key.publicKey)
    return 'The record holds another key than ours. Copy the value again, without blanks lost or added within p=.';
  if ((tags.get('k') ?? 'rsa') !== key.algorithm) return `The record says k=${tags.get('k') ?? 'rsa'}, but the key is ${key.algorithm}.`;
  return null;
}

function tagsOf(text: string): Map<string, string> {
  return new Map(
    text.split(';').flatMap((tag) => {
      const equals = tag.indexOf('=');
      return equals < 0 ? [] : [[tag.slice(0, equals).trim().toLowerCase(), tag.slice(equals + 1).replace(/\s+/g, '')] as const];
    }),
  );
}
