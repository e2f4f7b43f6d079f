import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { operations } from '../../../bots/commands/operation-table.ts';
import { formView } from '../../../bots/slack/render/form-view.rules.ts';
import { homeView, messageView } from '../../../bots/slack/render/home-view.rules.ts';
import { renderCard } from '../../../bots/slack/render/render-card.ts';
import { renderTicketCard } from '../../../bots/slack/render/ticket-card.rules.ts';
import { ticketCardModel } from '../../../bots/slack/render/ticket-card-model.ts';
import type { TicketId } from '../../../domain/ids.types.ts';
import { viewTicket } from '../../../domain/tickets/view-ticket.ts';
import { system } from '../../support/desk.ts';
import { messageProblems, viewProblems } from '../../support/slack/validate-blocks.ts';
import { type CommandDesk, openCommandDesk } from '../commands/command-desk.ts';

const options = { nonce: 'n1', webUrl: 'https://desk.example' };
let c: CommandDesk;
beforeAll(async () => {
  c = await openCommandDesk();
  for (const subject of ['Printer on fire', '<!channel> *urgent* <@U123>', '😀 &lt;!here&gt;']) {
    await c.mail('jane@acme.example', { subject, text: `${subject}\n${'line of text '.repeat(300)}` });
  }
});
afterAll(() => c.desk.close());

describe('the cards of the real commands', () => {
  it('are messages, modals and homes that Slack takes, whatever the example answers', async () => {
    const kinds = new Set<string>();
    for (const { name, examples } of operations) {
      for (const example of examples) {
        const card = await c.runner.say(c.boss, example, {});
        if (card.error?.code === 'unknown') throw new Error(`${name}: ${example}: ${c.log.at(-1)}`);
        kinds.add(card.kind);
        const { text, blocks, more } = renderCard(card, options);
        const problems = [{ text, blocks }, ...more].flatMap((message) => messageProblems(message as unknown as Record<string, unknown>));
        problems.push(...viewProblems(messageView(card, { title: name, callbackId: 'card' }, options).view));
        problems.push(...viewProblems(homeView([card], options).view));
        if (card.form !== null) problems.push(...viewProblems(formView(card.form, { title: name, callbackId: 'form' })));
        expect([example, problems]).toEqual([example, []]);
      }
    }
    expect([...kinds].sort()).toEqual(
      expect.arrayContaining(['customer', 'done', 'draft', 'error', 'help', 'list', 'ticket', 'ticket_list']),
    );
    expect(kinds.size).toBeGreaterThan(15);
  }, 120_000);

  it('and the card of a ticket are drawn from the ticket as it stands', async () => {
    const [row] = await c.rows<{ id: TicketId; number: string }>("select id, number from tickets where subject like '%urgent%'");
    const view = await c.desk.withTenant(c.desk.one.id, system, (uow) => viewTicket(uow, row?.id as TicketId, { limit: 5, before: null }));
    const { text, blocks } = renderTicketCard(ticketCardModel(view, { isShared: false }), options);
    expect(messageProblems({ text, blocks })).toEqual([]);
    expect(text).toContain(row?.number);
    expect(JSON.stringify(blocks)).toContain('<!channel> *urgent* <@U123>');
  });
});
