import { setTimeout as sleep } from 'node:timers/promises';
import type { Card } from '../../../bots/cards/card.types.ts';
import { cardToText } from '../../../bots/cards/card-to-text.ts';
import type { AskingRunner } from '../../../bots/commands/command-runner.ts';
import type { Person } from '../../../bots/commands/person.types.ts';
import { newId } from '../../../domain/ids.types.ts';
import { commandsOf } from '../../wiring/commands-of.ts';
import { tenantOption } from '../choose-tenant.ts';
import { defineCommand, expectWords, UsageError } from '../cli.types.ts';
import { findMember } from '../find-member.ts';
import { withDesk } from '../open-desk.ts';

/** How long an answer is waited for that a worker finds, and how often it is looked at. */
const longestWaitMs = 90_000;
const lookAgainMs = 500;

/**
 * Says one line to Deskhand as a member of staff and prints the card it answers; with `--json` the plan that was understood (`null` when nothing was) beside the card. An
 * answer that a worker still works on is waited for, at most a minute and a half. An error card ends with 1.
 */
export const say = defineCommand({
  options: {
    ...tenantOption,
    as: { type: 'string', meaning: 'mail address of the member of staff who speaks' },
    json: { type: 'boolean', default: false, meaning: 'print { plan, card } as JSON' },
    ticket: { type: 'string', meaning: 'number of the ticket that is talked about' },
  },
  run: async (context, values, words) => {
    const email = values.as;
    if (email === undefined) throw new UsageError('--as is needed: the mail address of a member of staff.');
    const text = expectWords(words, '"TEXT"…').join(' ');
    return withDesk(context, async (desk) => {
      const person = await findMember(desk, email, values.tenant);
      const runner = commandsOf(desk);
      const said = await runner.ask(person, text, values.ticket === undefined ? {} : { ticket: values.ticket });
      const card = await settled(runner, person, said.card);
      const plan = said.plan ?? card.plan ?? null;
      context.terminal.out(values.json ? JSON.stringify({ plan, card }, null, 2) : cardToText(card));
      return card.kind === 'error' ? 1 : 0;
    });
  },
});

/** The card once nothing is worked on any more; each look is a unit of its own. */
async function settled(runner: AskingRunner, person: Person, first: Card): Promise<Card> {
  let card = first;
  const end = Date.now() + longestWaitMs;
  while (card.pending !== undefined && Date.now() < end) {
    await sleep(lookAgainMs);
    card = await runner.press(person, { op: 'ai.job', args: { job: card.pending } }, newId<string>());
  }
  return card;
}
