/** What a receiving host found out (RFC 8601). `fromDomain` is the domain it judged; null when it does not say. */
export type ReceiverResults = { dmarc: string | null; fromDomain: string | null };

/** The name by which a mailbox trusts hosts that put no name of theirs into the header, as Microsoft 365 does. */
export const namelessReceiver = 'microsoft365';

const longestHeader = 4_000;
const methodShape = /^([a-z][a-z0-9-]{0,30})\s*=\s*([a-z]{1,20})\b/i;

/**
 * The results in the topmost Authentication-Results header when the trusted host wrote it, else null. Every header below the topmost may have come with the mail
 * (RFC 8601 7.1), and a host that does not check must be none that is trusted. Linear in the header's length.
 */
export function receiverResults(topmost: string | null, trustedHost: string | null): ReceiverResults | null {
  if (topmost === null || trustedHost === null || topmost.length > longestHeader) return null;
  const [first = '', ...rest] = withoutComments(topmost).split(';');
  const isNameless = methodShape.test(first.trim());
  const [host = '', version = '1'] = first.trim().toLowerCase().split(/\s+/);
  const wanted = trustedHost.toLowerCase();
  if (isNameless ? wanted !== namelessReceiver : host.replace(/^"|"$/g, '') !== wanted || version !== '1') return null;
  const results = (isNameless ? [first, ...rest] : rest).map((part) => part.trim());
  const dmarc = results.find((part) => /^dmarc\s*=/i.test(part));
  if (dmarc === undefined) return { dmarc: null, fromDomain: null };
  return {
    dmarc: methodShape.exec(dmarc)?.[2]?.toLowerCase() ?? null,
    fromDomain: /\bheader\.from\s*=\s*"?([^\s";]{1,253})/i.exec(dmarc)?.[1]?.toLowerCase() ?? null,
  };
}

/** A header without what stands in brackets (RFC 5322 3.2.2): there a sender's own words may be quoted. */
function withoutComments(text: string): string {
  let depth = 0;
  let out = '';
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] ?? '';
    if (sign === '\\' && depth > 0) at += 1;
    else if (sign === '(') depth += 1;
    else if (sign === ')' && depth > 0) depth -= 1;
    else if (depth === 0) out += sign;
  }
  return out;
}
