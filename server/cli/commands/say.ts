import { cardToText } from '../../../bots/cards/card-to-text.ts';
import { createCommandRunner } from '../../../bots/commands/command-runner.ts';
import { tenantOption } from '../choose-tenant.ts';
import { defineCommand, expectWords, UsageError } from '../cli.types.ts';
import { findMember } from '../find-member.ts';
import { withDesk } from '../open-desk.ts';

/** Says one line to Deskhand as a member of staff and prints the card it answers. An error card ends with 1. */
export const say = defineCommand({
  options: {
    ...tenantOption,
    as: { type: 'string', meaning: 'mail address of the member of staff who speaks' },
    json: { type: 'boolean', default: false, meaning: 'print the card as JSON' },
    ticket: { type: 'string', meaning: 'number of the ticket that is talked about' },
  },
  run: async (context, values, words) => {
    const email = values.as;
    if (email === undefined) throw new UsageError('--as is needed: the mail address of a member of staff.');
    const text = expectWords(words, '"TEXT"…').join(' ');
    return withDesk(context, async (desk) => {
      const { withTenant, log } = desk;
      const person = await findMember(desk, email, values.tenant);
      const runner = createCommandRunner({ withTenant, log, replyKeysFor: (tenantId) => desk.replyKeysFor(tenantId) });
      const card = await runner.say(person, text, values.ticket === undefined ? {} : { ticket: values.ticket });
      context.terminal.out(values.json ? JSON.stringify(card, null, 2) : cardToText(card));
      return card.kind === 'error' ? 1 : 0;
    });
  },
});
