import { connect, type Socket } from 'node:net';
import type { Readable } from 'node:stream';
import type { ScanVerdict } from '../domain/tickets/file-scan.types.ts';

/** Where a clamd listens: a TCP port or a local socket. */
export type ClamdAddress = { host: string; port: number } | { path: string };

/** Looks for viruses. Throws `ScanRefused` when the scanner does not take this file, any other error when it cannot be reached. */
export type VirusScanner = { scan(content: Readable): Promise<ScanVerdict> };

/** The scanner answered and looked at none of it, such as one that takes no file of that size (`StreamMaxLength`). */
export class ScanRefused extends Error {
  constructor(answer: string) {
    super(`the virus scanner refused a file: ${answer}`);
    this.name = 'ScanRefused';
  }
}

const longestAnswer = 4_096;

/**
 * A clamd, asked by INSTREAM: a command, pieces with their length as four bytes in network order, a piece of no length, then the answer
 * `stream: OK`, `stream: NAME FOUND` or `… ERROR` (docs.clamav.net, “ClamD Protocol”). One connection a file. `silenceMs`: longest time without a sign of it.
 */
export function createClamd(address: ClamdAddress, silenceMs = 120_000): VirusScanner {
  return {
    scan: async (content) => {
      const socket = connect(address);
      try {
        return verdictOf(await converse(socket, content, silenceMs));
      } finally {
        socket.destroy();
        content.destroy();
      }
    },
  };
}

/** It may answer before it has heard everything, and hang up. */
async function converse(socket: Socket, content: Readable, silenceMs: number): Promise<string> {
  const answer = readAnswer(socket, silenceMs);
  // An answer in the middle ends the sending; its error says nothing then.
  const sent = send(socket, content).catch((error: unknown) => ({ error }));
  const first = await Promise.race([answer, sent]);
  if (typeof first === 'object' && !socket.destroyed) socket.destroy(first.error as Error);
  return answer;
}

async function send(socket: Socket, content: Readable): Promise<undefined> {
  socket.write('zINSTREAM\0');
  for await (const piece of content as AsyncIterable<Buffer>) {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(piece.length);
    socket.write(length);
    if (!socket.write(piece)) await drained(socket);
    if (socket.destroyed) return undefined;
  }
  socket.write(Buffer.alloc(4));
  return undefined;
}

function drained(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    const go = (): void => {
      socket.off('drain', go).off('close', go);
      resolve();
    };
    socket.on('drain', go).on('close', go);
    if (socket.destroyed) go();
  });
}

function readAnswer(socket: Socket, silenceMs: number): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    let failure: Error | null = null;
    socket.setTimeout(silenceMs, () => socket.destroy(new Error('the virus scanner says nothing')));
    socket.on('error', (error) => {
      failure = error;
    });
    socket.on('data', (piece: Buffer) => {
      text = (text + piece.toString('utf8')).slice(0, longestAnswer);
      if (text.includes('\0')) resolve(text.slice(0, text.indexOf('\0')));
    });
    socket.on('close', () => reject(failure ?? new Error('the virus scanner hung up')));
  });
}

function verdictOf(answer: string): ScanVerdict {
  const found = /^stream: (.+?)(?:\([0-9a-f]{32}:\d+\))? FOUND$/.exec(answer);
  if (found?.[1] !== undefined) return { kind: 'infected', virus: found[1] };
  if (answer === 'stream: OK') return { kind: 'clean' };
  throw new ScanRefused(answer);
}
