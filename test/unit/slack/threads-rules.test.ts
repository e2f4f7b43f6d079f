import { describe, expect, test } from '@jest/globals';
import { largestFile, mayFetch } from '../../../bots/slack/threads/file-address.rules.ts';
import { readMessageEvent } from '../../../bots/slack/threads/message-event.rules.ts';
import { capturedSubject, decideCapture } from '../../../domain/chat/capture.rules.ts';
import type { ChatChannelUse } from '../../../domain/chat/chat-channel-use.types.ts';
import { respokenText, spokenText } from '../../../domain/chat/chat-message.types.ts';
import { permalink } from '../../../domain/chat/permalink.rules.ts';
import { isSmallTalk } from '../../../domain/chat/small-talk.rules.ts';
import type { ChatChannelId, CustomerId, StaffUserId } from '../../../domain/ids.types.ts';

describe('small talk', () => {
  test.each([
    ...[
      'hi',
      'Hello!',
      'hey team',
      'Thanks',
      'thank you so much!!',
      'ok',
      'OK 👍',
      ':+1:',
      '👍👍',
      '',
      '…',
      'great, thanks',
      '@carl thanks',
    ],
    ...['good morning everyone', 'You’re welcome', 'no worries', 'lgtm', 'hello and good morning', ':wave::skin-tone-3: hi'],
    ...['danke', 'Vielen Dank!', 'Guten Morgen zusammen', 'alles klar, danke dir', 'Moin', 'ja', 'Schönen Feierabend'],
    ...['merci beaucoup', 'Bonjour à tous', 'd’accord', 'oui, parfait', 'bonne journée', 'ça marche'],
    ...['gracias', 'muchas gracias!', 'buenos días', 'hola equipo', 'vale, perfecto'],
  ])('opens nothing: “%s”', (text) => {
    expect(isSmallTalk(text)).toBe(true);
  });

  test.each([
    ...[
      'no internet',
      'ok but the printer is broken',
      'thanks, but it still fails',
      'hello my laptop is dead',
      'help',
      'yes we have no bananas',
    ],
    ...[
      'danke, aber der Drucker geht nicht',
      'guten Tag ich brauche Zugang',
      'merci de réparer la porte',
      'hola necesito ayuda',
      '404',
      'okta',
    ],
  ])('is a request: “%s”', (text) => {
    expect(isSmallTalk(text)).toBe(false);
  });
});

const channel: ChatChannelUse = {
  id: 'c' as ChatChannelId,
  name: 'help',
  isShared: false,
  capture: true,
  captureMinutes: 5,
  optOut: ':no_entry:',
  reactions: false,
  customerId: null,
};
const stranger = { userId: null };
const staff = { userId: 'u' as StaffUserId };

describe('which message becomes a ticket', () => {
  const decide = (change: Partial<ChatChannelUse>, text: string, speaker: { userId: StaffUserId | null } = stranger, fileCount = 0) =>
    decideCapture({ ...channel, ...change }, { text, fileCount, speaker });

  test('a request in a channel that captures does, and in no other', () => {
    expect(decide({}, 'My laptop is dead')).toEqual({ captures: true });
    expect(decide({ capture: false }, 'My laptop is dead')).toMatchObject({
      captures: false,
      reason: expect.stringContaining('not made tickets'),
    });
    expect(decideCapture(null, { text: 'x', fileCount: 0, speaker: stranger })).toMatchObject({ captures: false });
  });

  test('what starts with the opt-out of the channel does not, a longer word that begins the same does', () => {
    expect(decide({}, ':no_entry: just chatting here')).toMatchObject({ captures: false, reason: expect.stringContaining(':no_entry:') });
    expect(decide({}, ':NO_ENTRY:joking')).toMatchObject({ captures: false });
    expect(decide({ optOut: 'fyi' }, 'FYI: the office is closed')).toMatchObject({ captures: false });
    expect(decide({ optOut: 'fyi' }, 'fyiction is broken')).toEqual({ captures: true });
    expect(decide({ optOut: '🚫' }, '🚫 no')).toMatchObject({ captures: false });
  });

  test('staff open tickets by writing in channels of the house, not where customers are', () => {
    expect(decide({}, 'My laptop is dead', staff)).toEqual({ captures: true });
    expect(decide({ isShared: true }, 'We are looking into it', staff)).toMatchObject({
      captures: false,
      reason: expect.stringContaining('staff'),
    });
    expect(decide({ customerId: 'x' as CustomerId }, 'We are looking into it', staff)).toMatchObject({ captures: false });
    expect(decide({ isShared: true }, 'Our API is down')).toEqual({ captures: true });
  });

  test('small talk does not, unless it comes with a file', () => {
    expect(decide({}, 'hi')).toMatchObject({ captures: false, reason: expect.stringContaining('small talk') });
    expect(decide({}, 'hi', stranger, 1)).toEqual({ captures: true });
  });

  test('the subject is the first line with ink, or the name of the first file', () => {
    expect(capturedSubject('\n  Printer   on fire \nsince noon', [])).toBe('Printer on fire');
    expect(capturedSubject('', [{ filename: 'a.png' }])).toBe('File: a.png');
    expect(capturedSubject('x'.repeat(300), [])).toHaveLength(120);
  });
});

describe('reading what Slack tells of messages', () => {
  const base = { type: 'message', channel: 'C1', channel_type: 'channel', user: 'U1', ts: '10.000100', text: 'hi' };
  const read = (event: Record<string, unknown>) => readMessageEvent({ ...base, ...event }, 'UBOT');

  test('a person’s message, alone or in a thread', () => {
    expect(read({})).toMatchObject({ kind: 'said', said: { ts: '10.000100', threadTs: null, text: 'hi', editedTs: null } });
    expect(read({ thread_ts: '9.000100', user_team: 'T2' })).toMatchObject({ said: { threadTs: '9.000100', team: 'T2' } });
    expect(read({ thread_ts: '10.000100' })).toMatchObject({ said: { threadTs: null } });
    expect(read({ subtype: 'thread_broadcast', thread_ts: '9.000100' })).toMatchObject({ kind: 'said' });
  });

  test.each([
    ['an app', { bot_id: 'B1' }],
    ['ourselves', { user: 'UBOT' }],
    ['Slackbot', { user: 'USLACKBOT' }],
    ['the channel', { subtype: 'channel_join' }],
    ['a bot', { subtype: 'bot_message', bot_id: 'B1', user: undefined }],
    ['the conversation with the app', { channel_type: 'im' }],
    ['a preview', { subtype: 'message_changed', message: { user: 'U1', ts: '10.000100', text: 'hi', attachments: [{}] } }],
  ])('nothing of %s', (_who, event) => {
    expect(read(event)).toEqual({ kind: 'none' });
  });

  test('an edit, a deletion, and a deleted root that has replies', () => {
    const message = { user: 'U1', ts: '10.000100', text: 'new', edited: { user: 'U1', ts: '11.000000' } };
    expect(read({ subtype: 'message_changed', message })).toMatchObject({ kind: 'edited', said: { text: 'new', editedTs: '11.000000' } });
    const deleted = { subtype: 'message_deleted', deleted_ts: '10.000100', previous_message: { ts: '10.000100', thread_ts: '9.000100' } };
    expect(read(deleted)).toEqual({ kind: 'deleted', channel: 'C1', ts: '10.000100', threadTs: '9.000100' });
    const tombstone = {
      subtype: 'tombstone',
      user: 'USLACKBOT',
      ts: '10.000100',
      thread_ts: '10.000100',
      text: 'This message was deleted.',
    };
    expect(read({ subtype: 'message_changed', message: tombstone })).toMatchObject({ kind: 'deleted', ts: '10.000100', threadTs: null });
  });
});

describe('where our token may be shown', () => {
  const api = 'https://slack.com/api/';
  test.each([
    ['https://files.slack.com/files-pri/T1-F1/a.png', true],
    ['https://files-origin.slack.com/a.png', true],
    ['https://slack.com/files/a.png', true],
    ['http://files.slack.com/a.png', false],
    ['https://files.slack.com.evil.example/a.png', false],
    ['https://evil.example/files.slack.com', false],
    ['https://docs.google.com/x', false],
    ['https://acme.slack.com/a.png', false],
    ['https://files.slack.com@evil.example/', false],
    ['https://u:p@files.slack.com/', false],
    ['https://files.slack.com:8443/', false],
    ['file:///etc/passwd', false],
    ['nonsense', false],
  ])('%s: %s', (address, allowed) => {
    expect(mayFetch(address, api)).toBe(allowed);
  });

  test('a double serves its own files, and no other host is Slack’s then', () => {
    expect(mayFetch('http://127.0.0.1:4000/files/F1', 'http://127.0.0.1:4000/api/')).toBe(true);
    expect(mayFetch('http://127.0.0.1:4001/files/F1', 'http://127.0.0.1:4000/api/')).toBe(false);
    expect(mayFetch('https://files.slack.com/a', 'http://127.0.0.1:4000/api/')).toBe(false);
    expect(largestFile).toBe(50_000_000);
  });
});

describe('texts and addresses', () => {
  test('a permalink is the one Slack gives, and none of a workspace without a known address', () => {
    expect(permalink('https://acme.slack.com/', 'C1', '1700000000.000100')).toBe('https://acme.slack.com/archives/C1/p1700000000000100');
    expect(permalink('https://acme.slack.com', 'C1', '2.000100', '1.000100')).toBe(
      'https://acme.slack.com/archives/C1/p2000100?thread_ts=1.000100&cid=C1',
    );
    expect(permalink(null, 'C1', '1.000100')).toBeNull();
    expect(permalink('javascript:alert(1)', 'C1', '1.000100')).toBeNull();
  });

  test('an edit keeps our own words round a text: the line before it and the files that are missing', () => {
    const written = `Written in the channel a little later: x\n${spokenText({ text: 'old', lost: ['“a.png”, Slack refused it (403)'] })}`;
    expect(respokenText(written, 'new', true)).toBe(
      'Written in the channel a little later: x\nnew\n\n(The file “a.png”, Slack refused it (403) could not be fetched from the chat.)',
    );
    expect(respokenText('old', 'new', false)).toBe('new');
  });
});
