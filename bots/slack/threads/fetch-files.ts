import { Readable, Transform } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import type { WebClient } from '@slack/web-api';
import type { ParsedAttachment } from '../../../domain/mailboxes/parsed-mail.types.ts';
import type { SlackClients, SlackDeps, Turn } from '../slack.types.ts';
import { largestFile, mayFetch } from './file-address.rules.ts';
import { readFile, type SlackFile } from './message-event.rules.ts';

/** The files that are in our blob store now, and the names of those that could not be had with the reason. */
export type FetchedFiles = { files: ParsedAttachment[]; lost: string[] };

/** Longest time for one file, in ms. */
const patienceMs = 60_000;
/** A try that fails for a passing reason is made again with the whole item, so often; then the file is named instead. */
const tries = 2;

/** A file that will not come however often it is asked for. */
class NotToBeHad extends Error {}

/**
 * Fetches a message's files into the blob store, outside every unit of work. What fails for a passing reason is thrown while the item has tries left. The token is
 * shown to Slack's file hosts alone, and no redirect is followed.
 */
export async function fetchFiles(deps: SlackDeps, clients: SlackClients, turn: Turn, wanted: SlackFile[]): Promise<FetchedFiles> {
  const fetched: FetchedFiles = { files: [], lost: [] };
  for (const file of wanted) {
    try {
      fetched.files.push(await fetchOne(deps, clients, turn, file));
    } catch (error) {
      if (!(error instanceof NotToBeHad) && turn.item !== null && turn.item.attempts < tries) throw error;
      const reason = error instanceof NotToBeHad ? error.message : 'Slack did not hand it out';
      deps.log.warn({ tenant: turn.tenantId, file: file.id, reason }, 'a file of a chat message could not be fetched');
      fetched.lost.push(`“${file.name}”, ${reason}`);
    }
  }
  return fetched;
}

async function fetchOne(deps: SlackDeps, clients: SlackClients, turn: Turn, told: SlackFile): Promise<ParsedAttachment> {
  const file = told.mustAsk ? await askAbout(await clients.clientFor(turn.tenantId, turn.installation.id), told) : told;
  if (file.size > largestFile) throw new NotToBeHad(`it has more than ${largestFile / 1_000_000} MB`);
  if (file.url === null) throw new NotToBeHad('Slack gives no address for it');
  if (!mayFetch(file.url, deps.settings.apiUrl)) throw new NotToBeHad('it is kept outside Slack');
  const token = await clients.tokenFor(turn.tenantId, turn.installation.id);
  const response = await fetch(file.url, {
    headers: { authorization: `Bearer ${token}` },
    redirect: 'error',
    signal: AbortSignal.timeout(patienceMs),
  });
  if (!response.ok || response.body === null) {
    await response.body?.cancel();
    if (response.status >= 500 || response.status === 429) throw new Error(`the file host answered ${response.status}`);
    throw new NotToBeHad(`Slack refused it (${response.status})`);
  }
  // Without the right to read files Slack answers with its sign-in page.
  if (/^text\/html/.test(response.headers.get('content-type') ?? '') && !/html/.test(file.mimetype)) {
    await response.body.cancel();
    throw new NotToBeHad('the app may not read files there');
  }
  const stored = await deps.blobs.put(turn.tenantId, limited(Readable.fromWeb(response.body as ReadableStream)));
  return { filename: file.name, contentType: file.mimetype, ...stored, contentId: null, inline: false };
}

async function askAbout(client: WebClient, file: SlackFile): Promise<SlackFile> {
  const { file: found } = await client.files.info({ file: file.id });
  return { ...readFile(found, file.id), mustAsk: false };
}

/** Stops a stream that goes on longer than a file may be, whatever it said of itself. */
function limited(body: Readable): Readable {
  let size = 0;
  const gate = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      if (size > largestFile) done(new NotToBeHad(`it has more than ${largestFile / 1_000_000} MB`));
      else done(null, chunk);
    },
  });
  body.on('error', (error) => gate.destroy(error));
  gate.on('close', () => body.destroy());
  return body.pipe(gate);
}
