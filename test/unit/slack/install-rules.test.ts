import { describe, expect, it } from '@jest/globals';
import { refusedEnd } from '../../../bots/slack/install/install-end.rules.ts';
import { quietLogger } from '../../../bots/slack/install/quiet-logger.ts';
import { refusalOf, type SlackUser, strangerOf } from '../../../bots/slack/install/slack-person.rules.ts';
import { endingOf, isRefusedRefresh, slackErrorOf } from '../../../bots/slack/install/token-errors.rules.ts';
import { createLogger } from '../../../config/logger.ts';
import { linkCodeHash, readLinkCode } from '../../../domain/chat/chat-link.rules.ts';
import { newLinkCode } from '../../../domain/chat/new-link-code.ts';
import { AppError } from '../../../domain/errors.ts';
import type { InstallationId } from '../../../domain/ids.types.ts';

const id = '01890000-0000-7000-8000-000000000001' as InstallationId;
const team = { id, externalId: 'T1', enterpriseId: null, isEnterprise: false };
const teamOfGrid = { id, externalId: 'T1', enterpriseId: 'E1', isEnterprise: false };
const grid = { id, externalId: 'E1', enterpriseId: 'E1', isEnterprise: true };

describe('who may be linked', () => {
  it.each<[string, SlackUser, typeof team | typeof grid, boolean]>([
    ['a member', { team_id: 'T1' }, team, true],
    ['a member of another workspace', { team_id: 'T2' }, team, false],
    ['somebody of whom nothing is told', {}, team, false],
    ['a stranger of a shared channel, whatever their team', { team_id: 'T1', is_stranger: true }, team, false],
    [
      'another organisation’s member when the workspace is in none',
      { team_id: 'T2', enterprise_user: { enterprise_id: 'E1', teams: ['T2'] } },
      team,
      false,
    ],
    [
      'a member of the workspace whose account is the organisation’s',
      { team_id: 'E1', enterprise_user: { enterprise_id: 'E1', teams: ['T1'] } },
      teamOfGrid,
      true,
    ],
    [
      'a colleague who is not in this workspace',
      { team_id: 'T2', enterprise_user: { enterprise_id: 'E1', teams: ['T2'] } },
      teamOfGrid,
      false,
    ],
    ['anybody of the organisation', { team_id: 'T2', enterprise_user: { enterprise_id: 'E1', teams: ['T2'] } }, grid, true],
    ['somebody of another organisation', { team_id: 'T9', enterprise_user: { enterprise_id: 'E9', teams: ['T9'] } }, grid, false],
    [
      'a guest of the organisation',
      { team_id: 'T2', is_restricted: true, enterprise_user: { enterprise_id: 'E1', teams: ['T2'] } },
      grid,
      false,
    ],
    ['Slackbot', { id: 'USLACKBOT', team_id: 'T1' }, team, false],
    ['a workflow', { team_id: 'T1', is_workflow_bot: true }, team, false],
  ])('is decided for %s', (_who, user, installation, may) => {
    expect(refusalOf(user, installation) === null).toBe(may);
  });

  it('is kept with a name to show, a zone that exists, and the workspace they act in', () => {
    expect(
      strangerOf({ team_id: 'E1', name: 'bob', profile: { display_name: ' ', real_name: 'Bob B' }, tz: 'Mars/Base' }, teamOfGrid, 'U1'),
    ).toEqual({
      ...{ installationId: id, externalId: 'U1', externalTeamId: 'T1', name: 'Bob B', timeZone: null },
    });
    expect(strangerOf({ team_id: 'T2', tz: 'Europe/Rome' }, grid, 'U1')).toMatchObject({
      name: 'U1',
      externalTeamId: 'T2',
      timeZone: 'Europe/Rome',
    });
  });
});

describe('link codes', () => {
  it('are eight unmistakable letters, read in any writing', () => {
    const codes = new Set(Array.from({ length: 500 }, newLinkCode));
    expect(codes.size).toBe(500);
    for (const code of codes) {
      expect(code).toMatch(/^[A-HJKMNP-TV-Z2-9]{4}-[A-HJKMNP-TV-Z2-9]{4}$/);
      expect(readLinkCode(` ${code.toLowerCase().replace('-', ' – ')}\n`)).toBe(code.replace('-', ''));
    }
  });

  it.each(['', 'ABCD', 'ABCD-EFGHJ', 'ABCD-EF0H', 'ABCD-EFIH', 'ABCD-EFG\u0130', '𝐀BCDEFGH'])('are nothing else (%j)', (said) => {
    expect(readLinkCode(said)).toBeNull();
  });

  it('are kept as a hash of their own kind', () => {
    expect(linkCodeHash('ABCDEFGH')).toMatch(/^[0-9a-f]{64}$/);
    expect(linkCodeHash('ABCDEFGH')).not.toBe(linkCodeHash('ABCDEFGJ'));
  });
});

describe('answers of Slack', () => {
  const platform = (error: string) => ({ code: 'slack_webapi_platform_error', data: { ok: false, error } });
  it('end an installation only when they say so', () => {
    expect(['token_revoked', 'invalid_auth', 'account_inactive', 'ratelimited', 'channel_not_found', null].map(endingOf)).toEqual([
      ...['revoked', 'revoked', 'uninstalled', null, null, null],
    ]);
    expect([null, 'internal_error', 'invalid_refresh_token'].map(isRefusedRefresh)).toEqual([false, false, true]);
    expect([slackErrorOf(platform('x')), slackErrorOf(new Error('x')), slackErrorOf(null)]).toEqual(['x', null, null]);
  });

  it('become words of ours for whoever comes back; a fault of ours becomes none', () => {
    expect(refusedEnd(platform('bad_client_secret'))?.words).toContain('SLACK_CLIENT_SECRET');
    expect(refusedEnd(platform('never_heard_of'))?.reason).toBe('slack');
    expect(refusedEnd({ code: 'slack_webapi_request_error' })?.reason).toBe('slack');
    expect(refusedEnd(new AppError('conflict', { message: 'x', userMessage: 'in words' }))?.words).toBe('in words');
    expect(refusedEnd(new TypeError('x'))).toBeNull();
    expect(refusedEnd(null)).toBeNull();
  });
});

describe('what Slack’s libraries log', () => {
  it('passes without bodies, addresses and tokens', () => {
    const lines: string[] = [];
    const logger = quietLogger(
      createLogger({ level: 'trace', role: 'web', destination: { write: (line: string): void => void lines.push(line) } }),
    );
    logger.debug('http request body', 'a customer’s words');
    logger.info('a customer’s words');
    logger.warn('failed xoxb-12-abc, xoxe.xoxb-1-Mi0y, xapp-1-A at https://hooks.slack.com/actions/T/1/x', { text: 'a customer’s words' });
    logger.error(new Error(`xoxe-1-secret ${'x'.repeat(500)}`));
    expect(lines).toHaveLength(2);
    expect(lines.join('')).not.toMatch(/xox|xapp|hooks|words/);
    expect(lines.join('')).toContain('failed [cut], [cut], [cut] at [cut] object');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(450);
  });
});
