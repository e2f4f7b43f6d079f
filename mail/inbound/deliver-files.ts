import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import type { InboundMailId } from '../../domain/ids.types.ts';
import type { AcrossTenants } from '../../domain/tenancy/unsafe-across-tenants.ts';
import { withoutSubAddress } from '../../domain/tickets/reply-address.rules.ts';
import type { Accept, NamedTarget } from './accept.types.ts';
import { readHead, recipientsIn } from './read-recipients.ts';

export type DeliverFilesOptions = { accept: Accept; across: Pick<AcrossTenants, 'unsafeMailboxByAddress'> };

export type DeliverFilesInput = {
  /** Paths of files with one raw mail each (.eml); `-` reads `stdin`. */
  files: string[];
  /** The mailbox (a reply address of it too); without it the mail's own headers are asked. */
  to?: string;
  stdin?: Readable;
};

/** What became of a file. `isNew` is false when the same mail was delivered before; `reason` is for the operator. */
export type DeliveredFile =
  | { kind: 'stored'; file: string; mailbox: string; id: InboundMailId; isNew: boolean }
  | { kind: 'refused'; file: string; reason: string };

/**
 * Delivers mails from files into mailboxes, one after the other, and tells the outcome of each as it comes. A file that cannot be delivered does
 * not stop the next. Throws only when the database or the blob store is away.
 */
export async function* deliverFiles(options: DeliverFilesOptions, { files, to, stdin }: DeliverFilesInput): AsyncGenerator<DeliveredFile> {
  for (const file of files) yield file === '-' ? await deliverStdin(options, stdin, to) : await deliverFile(options, file, to);
}

async function deliverFile(options: DeliverFilesOptions, file: string, to: string | undefined): Promise<DeliveredFile> {
  const problem = await whyUnreadable(file);
  if (problem !== null) return { kind: 'refused', file, reason: problem };
  const target = await findTarget(options, to === undefined ? recipientsIn(await readHead(file)) : [to]);
  return target === null ? unaddressed(file, to) : store(options, file, target, createReadStream(file));
}

async function deliverStdin(options: DeliverFilesOptions, stdin: Readable | undefined, to: string | undefined): Promise<DeliveredFile> {
  const pieces: Buffer[] = [];
  for await (const piece of stdin ?? []) pieces.push(Buffer.from(piece));
  const content = Buffer.concat(pieces);
  if (content.length === 0) return { kind: 'refused', file: '-', reason: 'Nothing came in on standard input.' };
  const target = await findTarget(options, to === undefined ? recipientsIn(content) : [to]);
  return target === null ? unaddressed('-', to) : store(options, '-', target, content);
}

async function store({ accept }: DeliverFilesOptions, file: string, target: NamedTarget, raw: Readable | Buffer): Promise<DeliveredFile> {
  const mail = await accept.accept(target, raw, { door: 'file', envelopeFrom: null, envelopeTo: target.envelopeTo });
  return { kind: 'stored', file, mailbox: withoutSubAddress(target.envelopeTo), ...mail };
}

async function findTarget({ across }: DeliverFilesOptions, addresses: string[]): Promise<NamedTarget | null> {
  for (const address of addresses) {
    const target = await across.unsafeMailboxByAddress(withoutSubAddress(address));
    if (target !== null) return { ...target, envelopeTo: address };
  }
  return null;
}

function unaddressed(file: string, to: string | undefined): DeliveredFile {
  const reason =
    to === undefined
      ? 'None of its recipients is a mailbox here. Name the mailbox with --to.'
      : `There is no enabled mailbox ${to}. \`deskhand mailboxes list\` shows those there are.`;
  return { kind: 'refused', file, reason };
}

async function whyUnreadable(file: string): Promise<string | null> {
  try {
    const facts = await stat(file);
    if (!facts.isFile()) return 'This is not a file.';
    return facts.size === 0 ? 'The file is empty.' : null;
  } catch {
    return 'There is no such file, or it may not be read.';
  }
}
