import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openTestCli, type TestCli } from './cli-kit.ts';

let cli: TestCli;
beforeAll(async () => {
  cli = await openTestCli();
  await cli.run(['tenants', 'add', 'acme', '--name', 'Acme IT', '--zone', 'Europe/London']);
  await cli.run(['tenants', 'add', 'other', '--name', 'Other IT', '--zone', 'Europe/London']);
  await inAcme(['mailboxes', 'add', 'box@acme.invalid', '--smtp-host', '127.0.0.1', '--smtp-port', '1', '--smtp-user', 'none']);
}, 120_000);
afterAll(() => cli.close());

const inAcme = (words: string[]) => cli.run([...words, '--tenant', 'acme'], { stdin: '' });
const png = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1'), Buffer.from([0, 0, 0, 96, 0, 0, 0, 48, 8, 6, 0, 0, 0])]);

test('the look of a company is set, shown and previewed with its logo inside, and is nobody else’s', async () => {
  const [logo, page] = [join(cli.folder, 'logo.png'), join(cli.folder, 'preview.html')];
  await writeFile(logo, png);
  const set = await inAcme([
    'tenants',
    'brand',
    '--accent',
    'fc3',
    '--footer',
    'Acme Ltd\\nMain Street',
    '--logo',
    logo,
    '--preview',
    page,
  ]);
  expect(set.code).toBe(0);
  expect(set.out).toMatch(
    /Accent +#ffcc33 \(buttons with black letters; its contrast on white is only 1\.5, so links are written in #[0-9a-f]{6}\)/,
  );
  expect(set.out).toMatch(/Logo +PNG, 96 × 48 pixels/);
  const html = await readFile(page, 'utf8');
  expect(html).toContain(`src="data:image/png;base64,${png.toString('base64')}"`);
  expect(html).toContain('Acme Ltd<br>Main Street');
  const other = await cli.run(['tenants', 'brand', '--tenant', 'other']);
  expect(other.out).not.toMatch(/fc3|ffcc33|Acme|PNG/);
  const reset = await inAcme(['tenants', 'brand', '--reset', 'logo', '--reset', 'accent']);
  expect(reset.out).toMatch(/Logo +none/);
  expect(reset.out).toMatch(/Footer +Acme Ltd/);
});

test('what cannot be a look is refused, and says what to change', async () => {
  const text = join(cli.folder, 'logo.svg');
  await writeFile(text, '<svg xmlns="http://www.w3.org/2000/svg"/>');
  for (const [words, said] of [
    [['--logo', text], 'neither a PNG nor a JPEG'],
    [['--accent', 'reddish'], 'accent must be a colour such as #0a7f5a'],
    [['--reset', 'everything'], '--reset is one of name, accent, footer, logo'],
    [['--language', 'xx'], 'language must be one of'],
  ] as const)
    expect((await inAcme(['tenants', 'brand', ...words])).err).toContain(said);
});

test('a signing key prints its record, never its private half, and signs nothing while DNS does not have it', async () => {
  const made = await inAcme(['mailboxes', 'dkim', 'acme.invalid', '--selector', 's1']);
  expect(made.out).toMatch(/^s1\._domainkey\.acme\.invalid\. TXT "v=DKIM1; k=rsa; p=[A-Za-z0-9+/=]{392}"\n$/);
  expect(made.out + made.err).not.toContain('PRIVATE');
  // RFC 6761 6.4: no name server knows a name under .invalid; one that cannot be reached says so as well.
  const checked = await inAcme(['mailboxes', 'dkim', 'acme.invalid', '--check']);
  expect(checked.code).toBe(1);
  expect(checked.out).toMatch(/(There is no TXT record|DNS did not answer).*Nothing is signed with this key\./);
  expect((await inAcme(['mailboxes', 'dkim', 'acme.invalid', '--selector', 's1'])).err).toContain('already');
  expect((await inAcme(['mailboxes', 'dkim', 'else.invalid', '--selector', 's1'])).err).toContain('No mailbox of yours');
  expect((await inAcme(['mailboxes', 'dkim', 'acme.invalid'])).code).toBe(2);
});

test('a mailbox is capped and freed again', async () => {
  expect((await inAcme(['mailboxes', 'pace', 'box@acme.invalid', '30'])).out).toMatch(/box@acme\.invalid +30 /);
  expect((await inAcme(['mailboxes', 'pace'])).out).toMatch(/box@acme\.invalid +30 /);
  expect((await inAcme(['mailboxes', 'pace', 'box@acme.invalid', 'off'])).out).toMatch(/box@acme\.invalid +no cap/);
  expect((await inAcme(['mailboxes', 'pace', 'box@acme.invalid', 'fast'])).code).toBe(2);
  expect((await inAcme(['mailboxes', 'pace', 'nobody@acme.invalid', '5'])).code).toBe(1);
});
