import type { AddressInfo } from 'node:net';
import { createServer, type Server, type Socket } from 'node:net';

/** What the fake does with the next connections. */
export type ClamdMood = 'well' | 'silent' | 'hangs up';

/** A clamd that speaks INSTREAM as docs.clamav.net (“ClamD Protocol”) says and answers anything else with an error. It finds the words it was given. */
export class FakeClamd {
  mood: ClamdMood = 'well';
  /** `StreamMaxLength` of a real one. */
  maxBytes = 26_214_400;
  /** Every whole content it looked at. */
  readonly seen: Buffer[] = [];
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #viruses: Record<string, string>;
  port = 0;

  constructor(viruses: Record<string, string>) {
    this.#viruses = viruses;
    this.#server = createServer((socket) => this.#serve(socket));
  }

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(this.port, '127.0.0.1', resolve));
    this.port = (this.#server.address() as AddressInfo).port;
    return this;
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  #serve(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('close', () => this.#sockets.delete(socket)).on('error', () => undefined);
    if (this.mood === 'hangs up') return void socket.destroy();
    if (this.mood === 'silent') return void socket.resume();
    let bytes: Buffer = Buffer.alloc(0);
    let isOver = false;
    const end = (answer: string): void => {
      isOver = true;
      socket.end(`${answer}\0`);
    };
    socket.on('data', (piece: Buffer) => {
      if (isOver) return;
      bytes = Buffer.concat([bytes, piece]);
      const answer = this.#answerTo(bytes);
      if (answer !== null) end(answer);
    });
  }

  /** Null while more must come. */
  #answerTo(bytes: Buffer): string | null {
    const command = 'zINSTREAM\0';
    const head = bytes.subarray(0, command.length).toString('latin1');
    if (!command.startsWith(head)) return 'UNKNOWN COMMAND. ERROR';
    const pieces: Buffer[] = [];
    let total = 0;
    for (let at = command.length; at + 4 <= bytes.length; ) {
      const length = bytes.readUInt32BE(at);
      if (length === 0) return this.#verdict(Buffer.concat(pieces));
      total += length;
      if (total > this.maxBytes) return 'INSTREAM size limit exceeded. ERROR';
      pieces.push(bytes.subarray(at + 4, at + 4 + length));
      at += 4 + length;
    }
    return null;
  }

  #verdict(content: Buffer): string {
    this.seen.push(content);
    const found = Object.entries(this.#viruses).find(([word]) => content.includes(word));
    return found === undefined ? 'stream: OK' : `stream: ${found[1]} FOUND`;
  }
}
