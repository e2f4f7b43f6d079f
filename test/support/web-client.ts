import type { TestWeb } from './web.ts';

/** An answer with its body as text and, when it is JSON, parsed. */
export type WebAnswer = { status: number; headers: Headers; text: string; json: unknown };

/** A browser reduced to what the server sees of it: a cookie and an origin. */
export type WebClient = {
  cookie: string | null;
  get(path: string, headers?: Record<string, string>): Promise<WebAnswer>;
  send(method: 'POST' | 'DELETE', path: string, body?: unknown, headers?: Record<string, string>): Promise<WebAnswer>;
  /** Exchanges a sign-in token and keeps the cookie. */
  signIn(token: string): Promise<WebAnswer>;
};

/** A client of the running web role; signed in when given a token. */
export async function webClient(web: Pick<TestWeb, 'url'>, token?: string): Promise<WebClient> {
  const ask = async (method: string, path: string, headers: Record<string, string>, body?: unknown): Promise<WebAnswer> => {
    const response = await fetch(`${web.url}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(client.cookie === null ? {} : { cookie: client.cookie }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: parsed(text) };
  };
  const client: WebClient = {
    cookie: null,
    get: (path, headers = {}) => ask('GET', path, headers),
    send: (method, path, body, headers = { origin: web.url }) => ask(method, path, headers, body),
    signIn: async (given) => {
      const answer = await client.send('POST', '/api/session', { token: given });
      client.cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? client.cookie;
      return answer;
    },
  };
  if (token !== undefined) await client.signIn(token);
  return client;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
