import { open } from 'node:fs/promises';
import { readAddresses } from '../parse/address-list.ts';
import { type RawHeaderLine, readHeaders } from '../parse/header-lines.rules.ts';

const mostHeaderBytes = 262_144;
// What a mail server wrote about the delivery says more than what the sender wrote.
const recipientHeaders = ['delivered-to', 'x-original-to', 'envelope-to', 'to', 'cc'];

/** Addresses a mail on disk is for, by its own headers: the server's word first. Only for an operator's command: a sender may write anything here. */
export function recipientsIn(head: Buffer): string[] {
  const { headers } = readHeaders(headerLines(head));
  const found = recipientHeaders.flatMap((name) => readAddresses(headers.get(name) ?? []).addresses.map((one) => one.address));
  return [...new Set(found)];
}

/** The first bytes of a file, enough for any header. */
export async function readHead(path: string): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const head = Buffer.alloc(mostHeaderBytes);
    const { bytesRead } = await file.read(head, 0, mostHeaderBytes, 0);
    return head.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

function headerLines(head: Buffer): RawHeaderLine[] {
  const text = head.subarray(0, mostHeaderBytes).toString('latin1');
  const end = /\r?\n\r?\n/.exec(text)?.index ?? text.length;
  const lines = text.slice(0, end).split(/\r?\n(?![ \t])/);
  return lines.map((line) => ({
    line,
    key: line
      .slice(0, Math.max(0, line.indexOf(':')))
      .trim()
      .toLowerCase(),
  }));
}
