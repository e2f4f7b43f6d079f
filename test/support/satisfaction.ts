import type { SatisfactionRules } from '../../domain/satisfaction/satisfaction.types.ts';
import { renderSatisfaction } from '../../mail/templates/satisfaction.ts';
import { testKeys } from './mails.ts';

/** What asking how it went needs, with keys of the tests. */
export const testSatisfaction: SatisfactionRules = {
  keys: testKeys,
  replyKeys: testKeys,
  webUrl: 'https://desk.example',
  render: renderSatisfaction,
};
