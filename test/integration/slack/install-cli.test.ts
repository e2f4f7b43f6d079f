import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chatSecretContext } from '../../../domain/chat/chat.types.ts';
import { saveInstallation } from '../../../domain/chat/save-installation.ts';
import { createDatabase, type Database } from '../../../domain/database/orm.ts';
import type { TenantId } from '../../../domain/ids.types.ts';
import { sqlRows } from '../../../domain/tenancy/sql.ts';
import { createWithTenant, type WithTenant } from '../../../domain/tenancy/unit-of-work.ts';
import { createAcrossTenants } from '../../../domain/tenancy/unsafe-across-tenants.ts';
import { openKeyRing } from '../../../storage/key-ring.ts';
import { silent, system } from '../../support/desk.ts';
import { openTestCli, type TestCli } from '../cli/cli-kit.ts';

let cli: TestCli;
let database: Database;
let withTenant: WithTenant;
let acme: TenantId;

beforeAll(async () => {
  cli = await openTestCli();
  await cli.run(['tenants', 'add', 'acme', '--name', 'Acme IT', '--zone', 'Europe/London']);
  await cli.run(['tenants', 'add', 'other', '--name', 'Other IT', '--zone', 'Europe/London']);
  database = createDatabase({ url: cli.fresh.appUrl, pool: 2, contextName: 'slack cli' });
  withTenant = createWithTenant({ database });
  const tenants = await createAcrossTenants(database, silent).unsafeListTenants();
  acme = tenants.find(({ slug }) => slug === 'acme')?.id as TenantId;
  const keyRing = await openKeyRing(join(cli.folder, 'data', 'keys.json'));
  const seal = (plain: string): string => keyRing.seal(plain, chatSecretContext(acme));
  await withTenant(acme, system, (uow) =>
    saveInstallation(uow, {
      ...{
        platform: 'slack',
        externalId: 'T0ACME',
        enterpriseId: null,
        isEnterprise: false,
        name: 'Acme',
        url: null,
        appId: 'A1',
        scopes: '',
      },
      ...{ botUserId: 'U1', botId: 'B1', botToken: seal('xoxb-secret'), refreshToken: null, tokenExpiresAt: null },
      ...{ installedBy: null, installerExternalId: 'U2', grantedAt: new Date() },
    }),
  );
}, 120_000);
afterAll(async () => {
  await database.close(true);
  await cli.close();
});

describe('deskhand slack', () => {
  it('prints the manifest for this Deskhand’s address, also before any Slack app is set up', async () => {
    const { code, out, err } = await cli.run(['slack', 'manifest'], { settings: { WEB_URL: 'https://desk.example' } });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(JSON.parse(out)).toMatchObject({
      settings: { event_subscriptions: { request_url: 'https://desk.example/slack/events' }, socket_mode_enabled: false },
    });
    const local = await cli.run(['slack', 'manifest'], { settings: { SLACK_APP_TOKEN: 'xapp-1' } });
    expect(local.err).toContain('https addresses only');
    expect(JSON.parse(local.out)).toMatchObject({ settings: { socket_mode_enabled: true } });
  });

  it('lists the company’s workspaces and no other company’s', async () => {
    expect((await cli.run(['slack', 'list', '--tenant', 'acme'])).out).toMatch(/T0ACME +Acme +active +0/);
    const other = await cli.run(['slack', 'list', '--tenant', 'other']);
    expect(other).toMatchObject({ code: 0, out: '', err: expect.stringContaining('No workspace is connected') });
  });

  it('seals its tokens anew when keys rotate', async () => {
    const { code, out } = await cli.run(['keys', 'rotate']);
    expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining('stored secrets sealed with it: 1.') });
    const rows = await withTenant(acme, system, (uow) =>
      sqlRows<{ token: string }>(uow, 'select bot_token as token from chat_installations'),
    );
    expect(rows.map(({ token }) => token.split('.')[0])).toEqual(['k2']);
  });

  it('disconnects a workspace of the company alone, and once', async () => {
    const foreign = await cli.run(['slack', 'disconnect', 'T0ACME', '--tenant', 'other']);
    expect(foreign).toMatchObject({ code: 1, err: expect.stringContaining('T0ACME') });
    expect(await cli.run(['slack', 'disconnect', 'T0ACME', '--tenant', 'acme'])).toMatchObject({
      code: 0,
      out: expect.stringContaining('Disconnected Acme'),
    });
    expect((await cli.run(['slack', 'disconnect', 'T0ACME', '--tenant', 'acme'])).code).toBe(1);
    expect((await cli.run(['slack', 'list', '--tenant', 'acme'])).out).toMatch(/T0ACME +Acme +uninstalled/);
    expect(cli.printed.join('')).not.toContain('xoxb');
  });
});
