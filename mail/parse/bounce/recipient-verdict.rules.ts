import type { BounceAction, BounceReason, BounceRecipient } from '../../../domain/mailboxes/bounce-report.types.ts';
import { reasonOf } from './bounce-reason.rules.ts';
import { isVague, repliesIn, replyInside, smtpStep, statusesIn } from './smtp-codes.rules.ts';
import { hardReasons } from './status-meanings.rules.ts';

/** What a report holds of one recipient, before it is judged. */
export type RecipientFacts = {
  address: string | null;
  action: string;
  /** The report's own status field; '' when there is none. */
  status: string;
  /** What the refusing server said. */
  diagnostic: string;
  /** What the notice says beside it. */
  remarks: string;
  /** The reason under which the reporting server filed it itself; null when it did not. */
  category?: BounceReason | null;
};

/**
 * Judges one recipient. What the refusing server itself said goes before what the reporting server made of it: its status code before the status
 * field (RFC 3464 2.3.4 and 2.3.6), the cause it names in the end before the expiry that came of it.
 */
export function judgeRecipient(facts: RecipientFacts): BounceRecipient {
  const action = actionOf(facts.action);
  const status = statusOf(facts);
  const reply = replyOf(facts, status);
  const text = `${facts.diagnostic}\n${facts.remarks}`;
  const reason =
    status.startsWith('2') || action === 'delivered' ? 'delivered' : reasonOf({ ...facts, status, reply, step: smtpStep(text) });
  const diagnostic = (facts.diagnostic || facts.remarks).replace(/\s+/g, ' ').trim().slice(0, 500).toWellFormed();
  return { address: facts.address, status, reply, action, hard: action !== 'delayed' && hardReasons.includes(reason), reason, diagnostic };
}

const actions: readonly BounceAction[] = ['failed', 'delayed', 'delivered', 'relayed', 'expanded'];

function actionOf(written: string): BounceAction {
  const word = /[a-z]+/i.exec(written)?.[0]?.toLowerCase() ?? '';
  return actions.find((action) => word.startsWith(action.slice(0, 4))) ?? '';
}

function statusOf({ status, diagnostic, remarks }: RecipientFacts): string {
  const field = statusesIn(` ${status}`)[0] ?? '';
  const said = clearest(statusesIn(diagnostic));
  const remarked = clearest(statusesIn(remarks));
  if (isExpiry(said || field) && !isVague(remarked)) return cause(remarks) ?? (said || field);
  if (!isVague(said)) return said;
  if (!isVague(field)) return field;
  if (!isVague(remarked)) return remarked;
  return field || said || remarked;
}

/** 4.4.7 says only that the reporting server gave up waiting; the code of the last attempt says for what. */
function isExpiry(status: string): boolean {
  return /^[45]\.4\.7$/.test(status);
}

function cause(remarks: string): string | undefined {
  return statusesIn(remarks).findLast((code) => !isVague(code) && !isExpiry(code));
}

/** Several codes in one answer: the last clear one is the other server's own. */
function clearest(codes: readonly string[]): string {
  return codes.findLast((code) => !isVague(code)) ?? codes.at(-1) ?? '';
}

function replyOf({ diagnostic, remarks }: RecipientFacts, status: string): string {
  // 503 only says that the talk cannot go on after an earlier refusal.
  const fits = (code: string): boolean => code !== '503' && (status === '' || code[0] === status[0]);
  return repliesIn(diagnostic).findLast(fits) ?? repliesIn(remarks).findLast(fits) ?? [replyInside(diagnostic)].find(fits) ?? '';
}
