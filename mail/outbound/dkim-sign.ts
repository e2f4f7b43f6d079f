import { createHash, type Hash, sign } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import type { DkimSigner } from '../../domain/deliveries/dkim.types.ts';
import { asciiDomain } from './dkim-record.rules.ts';

// RFC 6376 5.4.1: what a reader sees or a program acts on. Those of RFC 8058 4 must be covered for one-click to count.
const signedHeaders =
  'from sender reply-to to cc subject date message-id in-reply-to references mime-version content-type content-transfer-encoding auto-submitted list-unsubscribe list-unsubscribe-post'.split(
    ' ',
  );
/** Signed once more than they stand there: nobody can add another one and keep the signature good (RFC 6376 8.15). */
const oversigned = ['from', 'to', 'cc', 'reply-to', 'subject', 'date'];
const sliceBytes = 1_048_576;

/**
 * The `DKIM-Signature` field of a mail, with its line end, to be put before it (RFC 6376; ed25519: RFC 8463). Canonicalisation relaxed/relaxed, because relays fold
 * headers anew. The same mail, key and time give the same bytes. Reads long mails in slices and lets other work go on between them.
 */
export async function dkimSignature(raw: Buffer, signer: DkimSigner): Promise<string> {
  const end = raw.indexOf('\r\n\r\n');
  const fields = fieldsOf(raw.subarray(0, end < 0 ? raw.length : end).toString('latin1'));
  const bodyHash = await relaxedBodyHash(end < 0 ? Buffer.alloc(0) : raw.subarray(end + 4));
  const { names, canonical } = covered(fields);
  const tags = [
    'v=1',
    `a=${signer.algorithm}-sha256`,
    'c=relaxed/relaxed',
    `d=${asciiDomain(signer.domain)}`,
    `s=${signer.selector}`,
    `t=${Math.floor(signer.at.getTime() / 1000)}`,
    `bh=${bodyHash}`,
    `h=${names.join(':')}`,
    'b=',
  ];
  const field = folded(tags);
  const content = Buffer.from(`${canonical.join('')}${relaxedField(`DKIM-Signature: ${field}`).slice(0, -2)}`, 'latin1');
  const signature = signer.algorithm === 'rsa' ? sign('sha256', content, signer.privateKey) : signEd25519(content, signer.privateKey);
  return `DKIM-Signature: ${field}${broken(signature.toString('base64'))}\r\n`;
}

/** RFC 8463 3: the signature is over the hash of what is signed. */
function signEd25519(content: Buffer, key: string): Buffer {
  return sign(null, createHash('sha256').update(content).digest(), key);
}

/** Fields with their continuation lines, in order. */
function fieldsOf(head: string): { name: string; text: string }[] {
  const lines = head.split('\r\n').reduce<string[]>((all, line) => {
    if (/^[ \t]/.test(line) && all.length > 0) all[all.length - 1] += `\r\n${line}`;
    else all.push(line);
    return all;
  }, []);
  return lines.map((text) => ({ name: text.slice(0, text.indexOf(':')).trim().toLowerCase(), text }));
}

function covered(fields: { name: string; text: string }[]): { names: string[]; canonical: string[] } {
  const names: string[] = [];
  const canonical: string[] = [];
  for (const name of signedHeaders) {
    const same = fields.filter((field) => field.name === name).reverse();
    for (const field of same) canonical.push(relaxedField(field.text));
    names.push(...same.map(() => name), ...(oversigned.includes(name) ? [name] : []));
  }
  return { names, canonical };
}

/** RFC 6376 3.4.2. */
function relaxedField(text: string): string {
  const colon = text.indexOf(':');
  const value = text
    .slice(colon + 1)
    .replace(/\r\n/g, '')
    .replace(/[ \t]+/g, ' ')
    .trim();
  return `${text.slice(0, colon).trim().toLowerCase()}:${value}\r\n`;
}

/** RFC 6376 3.4.4: blanks at line ends and empty lines at the end do not count, blanks within are one. */
async function relaxedBodyHash(body: Buffer): Promise<string> {
  const hash = createHash('sha256');
  let emptyLines = 0;
  for (let at = 0; at < body.length; ) {
    const end = sliceEnd(body, at);
    emptyLines = addLines(hash, body.subarray(at, end).toString('latin1'), emptyLines);
    at = end;
    if (at < body.length) await turn();
  }
  return hash.digest('base64');
}

/** The end of a slice, just behind a line end. */
function sliceEnd(body: Buffer, from: number): number {
  if (from + sliceBytes >= body.length) return body.length;
  const lineEnd = body.indexOf('\r\n', from + sliceBytes);
  return lineEnd < 0 ? body.length : lineEnd + 2;
}

/** Adds a slice without the empty lines at its end, whose number is returned: they count only when something follows. */
function addLines(hash: Hash, slice: string, emptyBefore: number): number {
  const lines = slice.split('\r\n');
  if (lines.at(-1) === '') lines.pop();
  const relaxed = lines.map((line) => (/[ \t]/.test(line) ? withoutBlanksAtEnd(line.replace(/[ \t]+/g, ' ')) : line));
  let last = relaxed.length;
  while (last > 0 && relaxed[last - 1] === '') last -= 1;
  if (last === 0) return emptyBefore + relaxed.length;
  hash.update(Buffer.from(`${'\r\n'.repeat(emptyBefore)}${relaxed.slice(0, last).join('\r\n')}\r\n`, 'latin1'));
  return relaxed.length - last;
}

function withoutBlanksAtEnd(line: string): string {
  return line.endsWith(' ') ? line.slice(0, -1) : line;
}

/** Each tag on a line of its own keeps lines short; the names of `h=` are broken behind a colon (RFC 6376 3.5). */
function folded(tags: string[]): string {
  return tags.map((tag) => (tag === 'b=' ? tag : `${brokenNames(tag)};`)).join('\r\n\t');
}

function brokenNames(tag: string): string {
  return tag.startsWith('h=') ? tag.replace(/(.{50,70}?:)/g, '$1\r\n\t') : tag;
}

function broken(signature: string): string {
  return signature.replace(/.{1,70}/g, '\r\n\t$&');
}
