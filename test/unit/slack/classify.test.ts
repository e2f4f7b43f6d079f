import { describe, expect, it } from '@jest/globals';
import type { SlackBody } from '../../../bots/slack/receive/body.types.ts';
import { classify } from '../../../bots/slack/receive/classify.rules.ts';
import { opensView } from '../../../bots/slack/receive/opens-view.rules.ts';
import { isOwnEcho } from '../../../bots/slack/receive/own-echo.rules.ts';
import { isStranger, ownTeamIn } from '../../../bots/slack/receive/stranger.rules.ts';

const team = { enterprise_id: null, team_id: 'T1', user_id: 'U1', is_bot: true, is_enterprise_install: false };
const organisation = { ...team, enterprise_id: 'E1', team_id: null, is_enterprise_install: true };
const event = (inner: SlackBody, more: SlackBody = {}): SlackBody => ({
  type: 'event_callback',
  event_id: 'Ev1',
  team_id: 'T1',
  authorizations: [team],
  event: inner,
  ...more,
});
const command = (text: string, more: SlackBody = {}): SlackBody => ({
  command: '/desk',
  text,
  team_id: 'T1',
  channel_id: 'C1',
  user_id: 'U1',
  trigger_id: 't.1',
  is_enterprise_install: 'false',
  ...more,
});
const press = (actionId: string, more: SlackBody = {}): SlackBody => ({
  type: 'block_actions',
  team: { id: 'T1' },
  user: { id: 'U1', team_id: 'T1' },
  container: { type: 'message', message_ts: '1.2', channel_id: 'C1' },
  actions: [{ action_id: actionId, action_ts: '9.1' }],
  ...more,
});
const keyOf = (body: SlackBody): string | null => {
  const received = classify(body);
  return received.kind === 'durable' ? received.key : null;
};

describe('what comes from Slack', () => {
  it.each([
    ['an event', event({ type: 'message', channel: 'C1', ts: '1.1' }), 'durable'],
    ['the word of a limit', { type: 'app_rate_limited', team_id: 'T1', minute_rate_limited: 5 }, 'durable'],
    ['a command', command('list mine'), 'durable'],
    ['a command for a form', command('new'), 'direct'],
    ['a press that changes something', press('op:assign'), 'durable'],
    ['a press that opens a form', press('open:reply'), 'direct'],
    ['a press that turns a page', press('nav:2'), 'direct'],
    ['a press on a link', press('link:ticket'), 'dropped'],
    ['a choice in a form', press('priority'), 'dropped'],
    ['a form', { type: 'view_submission', team: { id: 'T1' }, view: {} }, 'direct'],
    ['a closed form', { type: 'view_closed', team: { id: 'T1' }, view: {} }, 'direct'],
    ['a type-ahead', { type: 'block_suggestion', team: { id: 'T1' } }, 'direct'],
    ['a shortcut', { type: 'shortcut', team: { id: 'T1' } }, 'direct'],
    ['a shortcut on a message', { type: 'message_action', team: { id: 'T1' } }, 'direct'],
    ['the check of the address', { type: 'url_verification', challenge: 'c' }, 'url_verification'],
    ['the check of the certificate', { ssl_check: '1' }, 'ssl_check'],
    ['an event without its id', event({}, { event_id: undefined }), 'dropped'],
    ['something unknown', { type: 'interactive_message' }, 'dropped'],
    ['nothing at all', {}, 'dropped'],
  ])('is told apart: %s', (_what, body, kind) => {
    expect(classify(body as SlackBody).kind).toBe(kind);
  });

  it.each([
    ['the team that the event is for', event({}, { team_id: 'T9', context_team_id: 'T9' }), ['T1']],
    ['the organisation that it is for', event({}, { authorizations: [organisation] }), ['E1']],
    ['the team before its organisation', event({}, { authorizations: [{ ...team, enterprise_id: 'E1' }] }), ['T1', 'E1']],
    [
      'the context without an authorisation',
      event({}, { team_id: 'T9', authorizations: [], context_team_id: 'T1', context_enterprise_id: 'E1' }),
      ['T1', 'E1'],
    ],
    ['the envelope without anything better', event({}, { authorizations: undefined }), ['T1']],
    ['the team of a command, then its organisation', command('list', { enterprise_id: 'E1', is_enterprise_install: 'true' }), ['T1', 'E1']],
    [
      'the organisation of a press without a team',
      press('op:x', { team: null, enterprise: { id: 'E1' }, is_enterprise_install: true }),
      ['E1'],
    ],
    [
      'the workspace whose app drew the form',
      { type: 'view_submission', team: { id: 'T9' }, view: { app_installed_team_id: 'T1' } },
      ['T1'],
    ],
    [
      'the workspace whose bot drew the card',
      press('op:x', { team: { id: 'T9' }, api_app_id: 'A1', message: { app_id: 'A1', bot_profile: { team_id: 'T1' } } }),
      ['T1'],
    ],
    [
      'its own team under the card of another app',
      press('op:x', { api_app_id: 'A1', message: { app_id: 'A2', bot_profile: { team_id: 'T9' } } }),
      ['T1'],
    ],
  ])('is at home with %s', (_what, body, homes) => {
    const received = classify(body as SlackBody);
    expect('homes' in received ? received.homes : null).toEqual(homes);
  });

  it('has a key that a repetition shares and nothing else does', () => {
    const bodies = [
      press('op:assign'),
      press('op:close'),
      press('op:assign', { user: { id: 'U2' } }),
      press('op:assign', { container: { message_ts: '1.3', channel_id: 'C1' } }),
      press('op:assign', { container: { message_ts: '1.2', channel_id: 'C2' } }),
      press('op:assign', { actions: [{ action_id: 'op:assign', action_ts: '9.2' }] }),
      press('op:assign', { team: { id: 'T2' } }),
      command('list'),
      command('list', { trigger_id: 't.2' }),
      event({}),
      event({}, { event_id: 'Ev2' }),
      { type: 'app_rate_limited', team_id: 'T1', minute_rate_limited: 5 },
      { type: 'app_rate_limited', team_id: 'T1', minute_rate_limited: 6 },
    ];
    const keys = bodies.map(keyOf);
    expect(keys).not.toContain(null);
    expect(new Set(keys).size).toBe(bodies.length);
    expect(bodies.map((body) => keyOf(structuredClone(body)))).toEqual(keys);
  });

  it.each([
    ['a message of its own', { type: 'message', channel: 'C1', ts: '1.1' }, 'C1:1.1'],
    ['a reply', { type: 'message', channel: 'C1', ts: '1.2', thread_ts: '1.1' }, 'C1:1.1'],
    [
      'an edit',
      { type: 'message', subtype: 'message_changed', channel: 'C1', ts: '1.9', message: { ts: '1.2', thread_ts: '1.1' } },
      'C1:1.1',
    ],
    [
      'a deletion',
      { type: 'message', subtype: 'message_deleted', channel: 'C1', ts: '1.9', deleted_ts: '1.1', previous_message: { ts: '1.1' } },
      'C1:1.1',
    ],
    ['a deletion that says little', { type: 'message', subtype: 'message_deleted', channel: 'C1', ts: '1.9', deleted_ts: '1.1' }, 'C1:1.1'],
    ['a reaction', { type: 'reaction_added', user: 'U1', item: { channel: 'C1', ts: '1.1' } }, 'C1:1.1'],
    ['a link', { type: 'link_shared', channel: 'C1', message_ts: '1.2', thread_ts: '1.1' }, 'C1:1.1'],
    ['a renamed channel', { type: 'channel_rename', channel: { id: 'C1' } }, 'C1:'],
    ['a person', { type: 'user_change', user: { id: 'U1' } }, 'U1'],
    ['the workspace', { type: 'app_uninstalled' }, 'workspace'],
  ])('is in the lane of what it is about: %s', (_what, inner, lane) => {
    expect(classify(event(inner))).toMatchObject({ lane });
  });
});

describe('a command for a form', () => {
  it.each(['new', ' NEW ', 'create', 'open', 'reply', 'answer'])('is %j', (text) => expect(opensView(text)).toBe(true));
  it.each(['', 'help', 'news', 'new printer is broken', 'open TKT-202611-00001', 'reply 1 it is done'])('is not %j', (text) =>
    expect(opensView(text)).toBe(false),
  );
});

describe('our own echo', () => {
  const us = { botUserId: 'UBOT', botId: 'BBOT' };
  it.each([
    ['our message', { type: 'message', user: 'UBOT' }, true],
    ['our message by its bot', { type: 'message', subtype: 'bot_message', bot_id: 'BBOT' }, true],
    ['a change of our card', { type: 'message', subtype: 'message_changed', message: { bot_id: 'BBOT' } }, true],
    ['our reaction', { type: 'reaction_added', user: 'UBOT' }, true],
    ['a person', { type: 'message', user: 'U1' }, false],
    ['another bot', { type: 'message', bot_id: 'BOTHER' }, false],
    ['a removed card of ours', { type: 'message', subtype: 'message_deleted', previous_message: { user: 'UBOT' } }, false],
    ['that we joined a channel', { type: 'member_joined_channel', user: 'UBOT' }, false],
  ])('is recognised: %s', (_what, inner, is) => expect(isOwnEcho(event(inner), us)).toBe(is));

  it('is nobody’s when our bot has no id', () => {
    expect(isOwnEcho(event({ type: 'message', user: 'U1', bot_id: null }), { botUserId: 'UBOT', botId: null })).toBe(false);
  });
});

describe('a stranger', () => {
  const workspace = { isEnterprise: false, enterpriseId: null };
  const grid = { isEnterprise: true, enterpriseId: 'E1' };
  it.each([
    ['from the same team', workspace, 'T1', {}, false],
    ['from another team', workspace, 'T2', {}, true],
    ['from nowhere said', workspace, null, {}, false],
    ['from another team of the organisation', grid, 'T2', { enterprise: { id: 'E1' } }, false],
    ['from another organisation', grid, 'T2', { enterprise: { id: 'E2' } }, true],
    ['commanding from another organisation', grid, 'T2', { command: '/desk', enterprise_id: 'E2' }, true],
    ['with the organisation as team', grid, 'E1', {}, false],
    ['with another organisation as team', grid, 'E2', {}, true],
  ])('is told apart: %s', (_what, installation, teamId, body, is) => expect(isStranger(installation, 'T1', teamId, body)).toBe(is));

  it('is told by the team that the body names for the person, and by no one else’s', () => {
    expect(ownTeamIn({ user: { id: 'U1', team_id: 'T2' } }, 'U1')).toBe('T2');
    expect(ownTeamIn({ user: { id: 'U2', team_id: 'T2' } }, 'U1')).toBeNull();
    expect(ownTeamIn({ event: { user: 'U1', user_team: 'T3' } }, 'U1')).toBe('T3');
    expect(ownTeamIn({ event: { user: 'U1' } }, 'U1')).toBeNull();
  });
});
