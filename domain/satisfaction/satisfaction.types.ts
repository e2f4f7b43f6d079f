import type { MailLook } from '../deliveries/mail-look.types.ts';
import type { ReplyKeys } from '../tickets/reply-address.rules.ts';

/** 1 very bad … 5 very good. */
export const scores = [1, 2, 3, 4, 5] as const;
export type Score = (typeof scores)[number];

/** A score that asks for a follow-up: at most this. */
export const lowScore = 2;

/** Facts of the question's fixed text. `links` are in the order of the scores, `stopUrl` ends such questions. Nothing a customer wrote is among them. */
export type SatisfactionFacts = {
  number: string;
  language: string;
  companyName: string;
  links: readonly { score: Score; url: string }[];
  stopUrl?: string;
};
export type RenderSatisfaction = (facts: SatisfactionFacts) => { subject: string; text: string; look?: MailLook };

/**
 * What asking needs from outside the domain; all pure. `keys` sign the links, `replyKeys` the reply address; `webUrl` is the public address of the web role;
 * `choiceKeys` sign the link that ends such questions.
 */
export type SatisfactionRules = {
  keys: ReplyKeys;
  replyKeys: ReplyKeys;
  webUrl: string;
  render: RenderSatisfaction;
  choiceKeys?: ReplyKeys;
};
