import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openTestCli, type TestCli } from './cli-kit.ts';

let cli: TestCli;
let file: string;
beforeAll(async () => {
  cli = await openTestCli();
  file = join(cli.folder, 'holidays.ics');
  await writeFile(
    file,
    [
      'BEGIN:VCALENDAR',
      'BEGIN:VEVENT',
      'DTSTART;VALUE=DATE:20201225',
      'SUMMARY:Christmas Day',
      'RRULE:FREQ=YEARLY',
      'END:VEVENT',
      'END:VCALENDAR',
    ].join('\r\n'),
  );
  for (const slug of ['one', 'two']) await cli.run(['tenants', 'add', slug, '--name', slug, '--zone', 'Europe/London']);
}, 120_000);
afterAll(() => cli.close());

const line = async (slug: string): Promise<string> => (await cli.run(['calendars', 'list', '--tenant', slug])).out.split('\n')[1] ?? '';
const imported = (...more: string[]) =>
  cli.run(['calendars', 'import', 'office hours', file, '--tenant', 'one', '--until', '2040-12-31', ...more]);

test('holidays are imported from a file into one company’s calendar, a dry run changes nothing, and the same again adds nothing', async () => {
  const dry = await imported('--dry-run');
  expect(dry).toMatchObject({
    code: 0,
    out: expect.stringMatching(
      /2039-12-25 Christmas Day\n(.*\n)*Would add to Office hours: \d+ new holidays, 0 known\. Nothing was changed/,
    ),
  });
  expect(await line('one')).toMatch(/^Office hours +default +Europe\/London +0 +Mon–Fri 09:00–17:30; Sat, Sun closed$/);
  expect((await imported()).out).toMatch(/Imported into Office hours: \d+ new holidays, 0 known\. It is version 2 now\./);
  expect(await line('one')).not.toMatch(/Europe\/London +0 /);
  expect((await imported()).out).toMatch(/Imported into Office hours: 0 new holidays, \d+ known\. It is version 2 now\./);
  expect(await line('two')).toMatch(/Europe\/London +0 /);
});

test('a file that cannot be read as holidays is refused in words, and so are a calendar and a date there are not', async () => {
  const bad = join(cli.folder, 'bad.ics');
  await writeFile(bad, 'DATE,NAME\n2026-12-25,Christmas\n');
  expect(await cli.run(['calendars', 'import', 'office hours', bad, '--tenant', 'one'])).toMatchObject({
    code: 1,
    err: expect.stringContaining('No holiday was imported'),
  });
  expect(await cli.run(['calendars', 'import', 'mars', file, '--tenant', 'one'])).toMatchObject({
    code: 1,
    err: expect.stringContaining('There is no calendar “mars”'),
  });
  expect(await cli.run(['calendars', 'import', 'office hours', file, '--tenant', 'one', '--until', 'soon'])).toMatchObject({ code: 2 });
});
