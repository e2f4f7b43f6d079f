import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openTestCli, type TestCli } from './cli-kit.ts';

let cli: TestCli;
const key = 'key-0123456789abcdef0123';
const login = 'desk:a-long-Geheim-4711';
const topic = 'arn:aws:sns:eu-west-1:123456789012:support';

beforeAll(async () => {
  cli = await openTestCli();
  for (const slug of ['acme', 'other']) await cli.run(['tenants', 'add', slug, '--name', slug, '--zone', 'Europe/London']);
  await cli.run(['mailboxes', 'add', 'box@acme.example', '--tenant', 'acme']);
}, 120_000);
afterAll(() => cli.close());

const hook = (provider: string, stdin: string, ...words: string[]) =>
  cli.run(['mailboxes', 'hook', 'box@acme.example', '--provider', provider, '--tenant', 'acme', ...words], {
    stdin: `${stdin}\n`,
    settings: { WEB_URL: 'https://desk.example' },
  });

test('opening a door prints its address once, with what to do there, and never the secret', async () => {
  const mailgun = await hook('mailgun', key);
  expect(mailgun).toMatchObject({ code: 0, err: expect.stringContaining('Create route') });
  expect(mailgun.out).toMatch(/^https:\/\/desk\.example\/mail\/hooks\/[\w-]{43}\/mime\n$/);
  expect((await hook('postmark', login)).out).toMatch(/^https:\/\/USER:PASSWORD@desk\.example\/mail\/hooks\/[\w-]{43}\n$/);
  expect((await hook('ses', topic, '--bucket', 'mails/in/')).code).toBe(0);
  const { out } = await cli.run(['mailboxes', 'hooks', '--tenant', 'acme']);
  expect(out).toMatch(/box@acme\.example +mailgun +– +–[\s\S]*postmark[\s\S]*ses/);
  expect((await cli.run(['mailboxes', 'hooks', '--tenant', 'other'])).out).not.toContain('box@acme.example');
  const printed = cli.printed.join('\n');
  for (const secret of [key, 'a-long-Geheim-4711']) expect(printed).not.toContain(secret);
});

test('what cannot work is refused with what is wanted, and nothing is saved', async () => {
  for (const [provider, secret, words] of [
    ['mailgun', 'short', 'webhook signing key'],
    ['postmark', 'no pair', 'user:password'],
    ['sendgrid', 'user:short', 'public verification key'],
    ['ses', 'arn:aws:s3:::bucket', 'SNS topic'],
  ] as const)
    expect(await hook(provider, secret)).toMatchObject({ code: 1, err: expect.stringContaining(words) });
  expect(await hook('sparkpost', key)).toMatchObject({ code: 2, err: expect.stringContaining('mailgun, postmark, sendgrid, ses') });
  expect(await hook('ses', topic, '--bucket', 'Bad Bucket')).toMatchObject({ code: 1, err: expect.stringContaining('bucket/prefix') });
  expect((await cli.run(['mailboxes', 'hooks', '--tenant', 'acme'])).out).not.toContain('sendgrid');
});

test('a closed door is gone, and closing it twice says so', async () => {
  const close = () => cli.run(['mailboxes', 'unhook', 'box@acme.example', '--provider', 'ses', '--tenant', 'acme']);
  expect(await close()).toMatchObject({ code: 0, out: expect.stringContaining('Closed the ses door') });
  expect((await close()).code).toBe(1);
});
