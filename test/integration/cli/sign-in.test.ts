import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createDatabase } from '../../../domain/database/orm.ts';
import { exchangeSignInToken } from '../../../domain/people/exchange-sign-in-token.ts';
import { tokenHash } from '../../../domain/people/sign-in.rules.ts';
import { createWithTenant } from '../../../domain/tenancy/unit-of-work.ts';
import { createAcrossTenants } from '../../../domain/tenancy/unsafe-across-tenants.ts';
import { silent, system } from '../../support/desk.ts';
import { openTestCli, type TestCli } from './cli-kit.ts';

let cli: TestCli;
beforeAll(async () => {
  cli = await openTestCli();
  for (const slug of ['acme', 'other']) {
    await cli.run(['tenants', 'add', slug, '--name', slug, '--zone', 'Europe/London']);
    await cli.run(['people', 'add', 'both@work.example', '--name', 'Bo Th', '--tenant', slug]);
    await cli.run(['people', 'add', `only@${slug}.example`, '--name', 'On Ly', '--tenant', slug]);
  }
}, 120_000);
afterAll(() => cli.close());

test('the printed link signs the right person in, once', async () => {
  const { code, out } = await cli.run(['people', 'sign-in', 'only@other.example'], { settings: { WEB_URL: 'https://desk.example' } });
  expect(code).toBe(0);
  const token = /^https:\/\/desk\.example\/sign-in#token=(.+)\n$/.exec(out)?.[1] ?? '';
  const database = createDatabase({ url: cli.fresh.appUrl, pool: 2, contextName: 'sign-in-test' });
  try {
    const withTenant = createWithTenant({ database });
    const found = await createAcrossTenants(database, silent).unsafeSignInLink(tokenHash(token));
    if (found === null) throw new Error('the link is not known');
    const exchange = () => withTenant(found.tenantId, system, (uow) => exchangeSignInToken(uow, token));
    await exchange();
    await expect(exchange()).rejects.toMatchObject({ code: 'expired' });
  } finally {
    await database.close(true);
  }
});

test('somebody who works for two companies must say for which', async () => {
  expect(await cli.run(['people', 'sign-in', 'both@work.example'])).toMatchObject({
    code: 2,
    err: expect.stringContaining('--tenant with one of: acme, other'),
  });
  expect(await cli.run(['people', 'sign-in', 'BOTH@work.example', '--tenant', 'acme'])).toMatchObject({ code: 0 });
});

test('nobody gets a link who is unknown, deactivated or of another company', async () => {
  await cli.run(['people', 'deactivate', 'only@acme.example', '--tenant', 'acme']);
  for (const words of [['who@work.example'], ['only@acme.example'], ['only@other.example', '--tenant', 'acme']]) {
    const { code, out, err } = await cli.run(['people', 'sign-in', ...words]);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('There is no active member of staff');
  }
});
