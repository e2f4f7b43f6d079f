import type { Context } from '@slack/bolt';
import type { Turn } from '../slack.types.ts';

/** The turn that the handler put beside Slack's own context. Throws when something reached a listener on another way. */
export function turnOf(context: Context): Turn {
  const turn = context.deskhand as Turn | undefined;
  if (turn === undefined) throw new Error('a listener ran without its turn');
  return turn;
}
