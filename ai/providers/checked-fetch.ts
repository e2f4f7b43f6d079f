import { type LookupAddress, lookup } from 'node:dns';
import { Agent as HttpAgent, type IncomingMessage, request as requestHttp } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { isForbiddenAddress } from '../../domain/ai-providers/provider-address.rules.ts';

/** The host, or what its name leads to, is an address that is never called. */
export class ForbiddenAddress extends Error {}

/** Where a host's name leads to: all its addresses. */
export type Resolve = (hostname: string, done: (error: NodeJS.ErrnoException | null, found: LookupAddress[]) => void) => void;

const decoders: Record<string, () => NodeJS.ReadWriteStream> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};
const withoutBody = [204, 205, 304];
const byDns: Resolve = (hostname, done) => lookup(hostname, { all: true }, done);

/**
 * A `fetch` that connects to the addresses it has checked: the name is resolved once, by the connection itself, so that a name whose answer changes between a look and
 * the call (DNS rebinding) leads nowhere else. Sends a text to an http(s) address, follows no redirect, decodes what is compressed. The promise or the body fails
 * with `ForbiddenAddress` or what the network says.
 */
export function createCheckedFetch(resolve: Resolve = byDns): typeof globalThis.fetch {
  const options = { keepAlive: false, lookup: checkedLookup(resolve) };
  const agents = { 'https:': new HttpsAgent(options), 'http:': new HttpAgent(options) };
  return async (url, init = {}) => {
    const target = new URL(url instanceof Request ? url.url : url);
    const isTls = target.protocol === 'https:';
    // An address that is no name is never looked up.
    if (isForbiddenAddress(target.hostname.replace(/^\[|\]$/g, ''))) throw new ForbiddenAddress('a link-local address');
    const sent = {
      method: init.method ?? 'GET',
      headers: Object.fromEntries(new Headers(init.headers)),
      agent: isTls ? agents['https:'] : agents['http:'],
      ...(init.signal ? { signal: init.signal } : {}),
    };
    return new Promise<Response>((done, fail) => {
      const request = (isTls ? requestHttps : requestHttp)(target, sent, (message) => {
        try {
          done(responseOf(message));
        } catch (error) {
          message.destroy();
          fail(error);
        }
      });
      request.on('error', fail);
      request.end(typeof init.body === 'string' ? init.body : undefined);
    });
  };
}

function checkedLookup(resolve: Resolve): LookupFunction {
  return (hostname, { all }, done) =>
    resolve(hostname, (error, found) => {
      const [first] = found ?? [];
      if (error !== null || first === undefined) done(error ?? new Error('the name has no address'), '');
      else if (found.some(({ address }) => isForbiddenAddress(address))) done(new ForbiddenAddress('a link-local address'), '');
      else if (all) done(null, found);
      else done(null, first.address, first.family);
    });
}

function responseOf(message: IncomingMessage): Response {
  const status = message.statusCode ?? 0;
  const headers = new Headers();
  for (const [name, values = []] of Object.entries(message.headersDistinct)) for (const value of values) headers.append(name, value);
  return new Response(withoutBody.includes(status) ? null : bodyOf(message), { status, headers });
}

function bodyOf(message: IncomingMessage): ReadableStream<Uint8Array> {
  const decoder = decoders[(message.headers['content-encoding'] ?? '').trim().toLowerCase()]?.();
  if (decoder === undefined) return Readable.toWeb(message) as ReadableStream<Uint8Array>;
  const decoded = message.pipe(decoder) as unknown as Readable;
  message.on('error', (error) => decoded.destroy(error));
  decoded.on('close', () => message.destroy());
  return Readable.toWeb(decoded) as ReadableStream<Uint8Array>;
}
