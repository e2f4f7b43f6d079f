import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { registration, TokenBook } from './token-book.ts';

/** A request for tokens as it came, without what is secret in it. */
export type SeenGrant = { grant: string; account: string | null; answer: string };

type Trouble = 'cut' | { status: number; retryAfter?: string; body?: object };

/** A token server of a test's own, as strict as RFC 6749, 7636 and 7662 allow it to be: whatever does not fit exactly is refused. */
export class TokenServer {
  readonly book = new TokenBook();
  /** Every answered request for tokens, oldest first. */
  readonly grants: SeenGrant[] = [];
  /** How many tokens mail servers asked about. */
  introspections = 0;
  /** Who consents next, and what is different then. */
  person: { account: string; denies?: boolean; withoutRefresh?: boolean } = { account: 'nobody@test.example' };
  /** Registered, letter by letter. */
  readonly redirectUri = 'http://localhost/mailbox-oauth/return';
  /** The next requests for tokens are answered with these. */
  troubles: Trouble[] = [];
  /** Answers to requests for tokens wait so long, in ms. */
  delayMs = 0;
  readonly #http: Server;

  private constructor() {
    this.#http = createServer((request, response) => void this.#answer(request, response).catch(() => response.destroy()));
  }

  /** Starts one on a free port of this machine. */
  static async start(): Promise<TokenServer> {
    const server = new TokenServer();
    server.#http.listen(0, '127.0.0.1');
    await once(server.#http, 'listening');
    return server;
  }

  get #base(): string {
    return `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}`;
  }
  get authorizeUrl(): string {
    return `${this.#base}/authorize`;
  }
  get tokenUrl(): string {
    return `${this.#base}/token`;
  }
  get introspectionUrl(): string {
    return `${this.#base}/introspect`;
  }

  /** True when the access token is good for the account now. */
  isGood(token: string, account: string): boolean {
    return this.book.holderOf(token) === account;
  }

  async stop(): Promise<void> {
    this.#http.close();
    this.#http.closeAllConnections();
    await once(this.#http, 'close');
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.#base);
    if (url.pathname === '/authorize') this.#authorize(url.searchParams, response);
    else if (url.pathname === '/token') await this.#token(request, response);
    else if (url.pathname === '/introspect') await this.#introspect(request, response);
    else response.writeHead(404).end();
  }

  #authorize(query: URLSearchParams, response: ServerResponse): void {
    const exact = { response_type: 'code', client_id: registration.clientId, redirect_uri: this.redirectUri, scope: registration.scopes };
    const wrong = Object.entries({ ...exact, code_challenge_method: 'S256' }).filter(([name, value]) => query.get(name) !== value);
    const random = ['state', 'code_challenge'].filter((name) => !/^[A-Za-z0-9_-]{43}$/.test(query.get(name) ?? ''));
    if (wrong.length + random.length > 0) return void response.writeHead(400).end(`wrong: ${[...wrong, ...random].join(', ')}`);
    const back = new URL(this.redirectUri);
    back.searchParams.set('state', query.get('state') ?? '');
    if (this.person.denies === true) back.searchParams.set('error', 'access_denied');
    else back.searchParams.set('code', this.book.newCode(this.person.account, query.get('code_challenge') ?? '', this.redirectUri));
    response.writeHead(302, { location: back.href }).end();
  }

  async #token(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const form = new URLSearchParams(await bodyOf(request));
    const grant = form.get('grant_type') ?? '';
    const trouble = this.troubles.shift();
    await new Promise((resolve) => setTimeout(resolve, this.delayMs));
    if (trouble !== undefined) return this.#fail(grant, trouble, response);
    const isForm = request.headers['content-type'] === 'application/x-www-form-urlencoded' && request.method === 'POST';
    const options = { appAccount: this.person.account, withRefresh: this.person.withoutRefresh !== true };
    const decision = isForm ? this.book.decide(form, options) : { account: null, fault: 'invalid_request' };
    this.grants.push({ grant, account: decision.account, answer: 'fault' in decision ? decision.fault : 'granted' });
    const [status, body] = 'fault' in decision ? [400, { error: decision.fault }] : [200, decision.body];
    response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' }).end(JSON.stringify(body));
  }

  #fail(grant: string, trouble: Trouble, response: ServerResponse): void {
    this.grants.push({ grant, account: null, answer: trouble === 'cut' ? 'cut' : String(trouble.status) });
    if (trouble === 'cut') return void response.destroy();
    const headers = trouble.retryAfter === undefined ? {} : { 'retry-after': trouble.retryAfter };
    response.writeHead(trouble.status, headers).end(JSON.stringify(trouble.body ?? {}));
  }

  async #introspect(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.introspections += 1;
    const username = this.book.holderOf(new URLSearchParams(await bodyOf(request)).get('token') ?? '');
    const body = username === null ? { active: false } : { active: true, username };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
