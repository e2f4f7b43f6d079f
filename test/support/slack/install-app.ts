import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Installation, InstallProvider } from '@slack/oauth';
import { quietLogger } from './plain-client.ts';

/** A place that speaks Slack's OAuth: the double, or any other implementation. */
export type OAuthPlace = { apiUrl: string; authorizeUrl: string; clientId: string; clientSecret: string };

/** A browser's answer from the app: what it shows, and what it is told to keep. */
export type Page = { status: number; body: string; cookie: string };

export type InstallApp = {
  url: string;
  redirectUri: string;
  installed: Installation[];
  failures: string[];
  /** Where the app sends the browser to consent, and the cookie it leaves. */
  begin(place: OAuthPlace): Promise<{ url: string; cookie: string }>;
  /** The browser comes back. */
  comeBack(location: string, cookie: string): Promise<Page>;
  close(): Promise<void>;
};

/** An app that installs itself with Slack's own `InstallProvider` and its state cookie. */
export async function startInstallApp(): Promise<InstallApp> {
  const installed: Installation[] = [];
  const failures: string[] = [];
  let provider: InstallProvider | null = null;
  let redirectUri = '';
  const server = createServer((request, response) => {
    const installer = provider;
    if (installer === null) throw new Error('no place to install from');
    if (request.url?.startsWith('/slack/install') === true) {
      void installer.handleInstallPath(request, response, {}, { scopes: ['chat:write', 'commands'], redirectUri, metadata: 'tenant-1' });
      return;
    }
    void installer.handleCallback(request, response, {
      success: (installation) => {
        installed.push(installation as Installation);
        response.writeHead(200).end('installed');
      },
      failure: (error) => {
        failures.push(`${error.code} ${error.message}`);
        response.writeHead(400).end('failed');
      },
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  redirectUri = `${url}/slack/oauth`;
  return {
    url,
    redirectUri,
    installed,
    failures,
    begin: async (place) => {
      provider = new InstallProvider({
        clientId: place.clientId,
        clientSecret: place.clientSecret,
        stateSecret: 'a secret of the test alone',
        authorizationUrl: place.authorizeUrl,
        clientOptions: { slackApiUrl: place.apiUrl, retryConfig: { retries: 0 } },
        logger: quietLogger,
        directInstall: true,
        installationStore: {
          storeInstallation: async () => undefined,
          fetchInstallation: () => Promise.reject(new Error('the test keeps nothing')),
        },
      });
      const page = await fetch(`${url}/slack/install`, { redirect: 'manual' });
      return { url: page.headers.get('location') ?? '', cookie: cookieOf(page) };
    },
    comeBack: async (location, cookie) => {
      const page = await fetch(location, { headers: { cookie }, redirect: 'manual' });
      return { status: page.status, body: await page.text(), cookie: cookieOf(page) };
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function cookieOf(page: Response): string {
  return page.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
}
