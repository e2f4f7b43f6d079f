import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { linkAnswer } from '../../bots/slack/install/link-answer.ts';
import { createTurn } from '../../bots/slack/receive/turn.ts';
import { findChatPerson } from '../../domain/chat/find-chat-person.ts';
import { loadInstallation } from '../../domain/chat/load-installation.ts';
import { type InstallationId, newId, type StaffUserId } from '../../domain/ids.types.ts';
import { createSignInLink } from '../../domain/people/create-sign-in-link.ts';
import { type InstallDesk, installFromSlack, openInstallDesk } from '../integration/slack/install-kit.ts';
import { type OpenBrowser, openBrowser } from '../support/browser.ts';
import { addStaffRow, system } from '../support/desk.ts';
import type { FakePerson } from '../support/slack/fake-slack.types.ts';

let kit: InstallDesk;
let chromium: OpenBrowser;
let consenting: FakePerson;
let finder: FakePerson;
const adminId = newId<StaffUserId>();
beforeAll(async () => {
  kit = await openInstallDesk({ inBrowser: true });
  chromium = await openBrowser();
  await addStaffRow(kit.desk.withTenant, kit.desk.one.id, adminId, 'ann@one.example', 'admin');
  consenting = kit.slack.addWorkspace('Acme').addPerson('boss');
}, 120_000);
afterAll(async () => {
  await chromium.close();
  await kit.close();
});

const signedIn = async () => {
  const opened = await chromium.newPage();
  const { token } = await kit.desk.withTenant(kit.desk.one.id, system, (uow) => createSignInLink(uow, adminId));
  await opened.page.goto(`${kit.webUrl}/sign-in#${token}`);
  await opened.page.waitForURL(`${kit.webUrl}/`);
  // Slack's consent page is another site: the press on “Allow” there sends the browser back.
  await opened.page.route(`${kit.slack.authorizeUrl}*`, async (route) => {
    const { location } = await kit.slack.consent(route.request().url(), consenting);
    await route.fulfill({ contentType: 'text/html', body: `<a href="${location.replaceAll('&', '&amp;')}">Allow</a>` });
  });
  return opened;
};

test('an admin connects a workspace with one button and gets a code for themselves', async () => {
  const { page, faults } = await signedIn();
  await page.goto(`${kit.webUrl}/slack`);
  await page.getByText('None is connected yet.').waitFor();
  await page.getByRole('button', { name: 'Connect a Slack workspace' }).click();
  await page.getByRole('link', { name: 'Allow' }).click();
  await page.getByRole('heading', { name: 'Acme is connected' }).waitFor();
  await page.getByRole('link', { name: 'Slack page' }).click();
  await page.getByText('connected, by ann').waitFor();
  await page.getByRole('button', { name: 'Get a code' }).click();
  await page.getByText(/\/desk link [A-Z2-9]{4}-[A-Z2-9]{4}/).waitFor();
  expect(JSON.parse(await page.getByLabel('App manifest, JSON').inputValue())).toMatchObject({ display_information: { name: 'Deskhand' } });
  page.once('dialog', (dialog) => void dialog.accept());
  await page.getByRole('button', { name: 'Disconnect' }).click();
  await page.getByText('“Acme” is disconnected.').waitFor();
  await page.getByText('not connected any more').waitFor();
  expect(faults).toEqual([]);
}, 60_000);

test('a workspace that was installed from Slack is claimed, and its token leaves the address at once', async () => {
  finder = kit.slack.addWorkspace('Found in Slack').addPerson('finn');
  const location = (await installFromSlack(kit, finder)).headers.get('location') ?? '';
  const stranger = await chromium.newPage();
  await stranger.page.goto(`${kit.webUrl}${location}`);
  await stranger.page.getByRole('heading', { name: 'Sign in first' }).waitFor();
  expect(await stranger.page.getByLabel('Address of this page').inputValue()).toBe(`${kit.webUrl}${location}`);
  const { page, faults } = await signedIn();
  await page.goto(`${kit.webUrl}${location}`);
  await page.getByRole('button', { name: 'Connect “Found in Slack” to my company' }).waitFor();
  expect(page.url()).toBe(`${kit.webUrl}/slack/claim`);
  await page.getByRole('button', { name: 'Connect “Found in Slack” to my company' }).click();
  await page.getByRole('heading', { name: 'Found in Slack is connected' }).waitFor();
  expect([...faults, ...stranger.faults]).toEqual([]);
}, 60_000);

test('a person of Slack is linked by whoever is signed in and presses “This is me”', async () => {
  const id = (await kit.workspaces(kit.desk.one.id)).find(({ name }) => name === 'Found in Slack')?.id as InstallationId;
  const installation = await kit.desk.withTenant(kit.desk.one.id, system, (uow) => loadInstallation(uow, id));
  if (installation === null) throw new Error('the workspace is not connected');
  const turn = createTurn(kit.deps, installation, {}, null);
  const card = await linkAnswer(kit.deps, turn, { id: finder.id, team: finder.team, name: finder.name });
  const href = card.text.flat().find((span) => span.href !== undefined)?.href ?? '';
  const { page, faults } = await signedIn();
  await page.goto(href);
  await page.getByText('You are signed in as ann.').waitFor();
  await page.getByRole('button', { name: 'This is me' }).click();
  await page.getByRole('heading', { name: 'You are linked' }).waitFor();
  const linked = await kit.desk.withTenant(kit.desk.one.id, system, (uow) => findChatPerson(uow, id, finder.id));
  expect(linked?.userId).toBe(adminId);
  expect(faults).toEqual([]);
}, 60_000);
