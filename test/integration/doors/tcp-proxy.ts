import { connect, createServer, type Server, type Socket } from 'node:net';

/** Sees a piece of one direction before it is passed on; returns what to pass on, or null to cut the connection. */
export type Tamper = (piece: Buffer, direction: 'to-server' | 'to-client') => Buffer | null;

/** A wire between a client and a server that a test may cut, freeze or tamper with. */
export class TcpProxy {
  readonly port: number;
  readonly #server: Server;
  readonly #pairs = new Set<[Socket, Socket]>();
  #isRefusing = false;
  #isFrozen = false;
  /** Connections made so far. */
  connections = 0;
  piecesToServer = 0;
  tamper: Tamper = (piece) => piece;

  private constructor(server: Server, port: number) {
    this.#server = server;
    this.port = port;
  }

  static async open(upstream: { host: string; port: number }): Promise<TcpProxy> {
    const server = createServer();
    const port = await new Promise<number>((resolve) => {
      server.listen(0, '127.0.0.1', () => {
        const address = server.address();
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
    const proxy = new TcpProxy(server, port);
    server.on('connection', (client) => proxy.#join(client, upstream));
    return proxy;
  }

  get openConnections(): number {
    return this.#pairs.size;
  }

  /** Breaks every open connection. */
  cut(): void {
    for (const [client, upstream] of this.#pairs) {
      client.resetAndDestroy();
      upstream.destroy();
    }
  }

  /** Breaks new connections at once. */
  refuse(isRefusing: boolean): void {
    this.#isRefusing = isRefusing;
  }

  /** Passes nothing on, in either direction, while the connections stay open. */
  freeze(isFrozen: boolean): void {
    this.#isFrozen = isFrozen;
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #join(client: Socket, { host, port }: { host: string; port: number }): void {
    this.connections += 1;
    client.on('error', () => undefined);
    if (this.#isRefusing) {
      client.resetAndDestroy();
      return;
    }
    const upstream = connect(port, host);
    upstream.on('error', () => client.destroy());
    const pair: [Socket, Socket] = [client, upstream];
    this.#pairs.add(pair);
    const pass = (from: Socket, to: Socket, direction: 'to-server' | 'to-client'): void => {
      from.on('data', (piece: Buffer) => {
        if (this.#isFrozen) return;
        if (direction === 'to-server') this.piecesToServer += 1;
        const changed = this.tamper(piece, direction);
        if (changed === null) from.destroy();
        else if (!to.destroyed) to.write(changed);
      });
      from.on('close', () => {
        this.#pairs.delete(pair);
        to.destroy();
      });
    };
    pass(client, upstream, 'to-server');
    pass(upstream, client, 'to-client');
  }
}
