import { z } from 'zod';
import { mailAddress } from '../../../domain/input.rules.ts';
import { findTicketTemplate } from '../../../domain/macros/find-ticket-template.ts';
import { listTicketTemplates } from '../../../domain/macros/list-ticket-templates.ts';
import { openFromTemplate } from '../../../domain/macros/open-from-template.ts';
import { retireTicketTemplate } from '../../../domain/macros/retire-ticket-template.ts';
import { saveTicketTemplate } from '../../../domain/macros/save-ticket-template.ts';
import { ticketPriorities, ticketTypes } from '../../../domain/tickets/tickets.types.ts';
import { listCard, settledCard } from '../../cards/list-card.ts';
import { withNotice } from '../../cards/make-card.rules.ts';
import { action, bold, muted, oneLine, plain, row } from '../../cards/spans.rules.ts';
import { longText, shortText } from '../arguments.rules.ts';
import { defineDeed } from '../operation.ts';
import { withCustomer } from '../with-customer.ts';
import { showTicketCard } from './show-ticket.ts';

export const listTemplates = defineDeed({
  summary: 'List ticket templates',
  examples: ['template list', 'templates'],
  schema: z.strictObject({}),
  run: async (ctx) => {
    const rows = (await listTicketTemplates(ctx.uow)).map((one) =>
      row(
        [bold(one.name), muted(one.category === '' ? '' : ` · ${one.category}`)],
        [
          plain(oneLine(one.subject, 120)),
          plain(
            [one.priority, one.type?.replaceAll('_', ' '), ...one.tags.map((tag) => `#${tag}`)]
              .filter((part) => part !== null && part !== undefined)
              .join(' · '),
          ),
        ],
        [action('Open one', 'template.use', { name: one.name })],
      ),
    );
    return listCard('Ticket templates', rows, {
      empty: 'There are none yet. For example: template save "New starter" "New starter at {{customer.name}}" : Laptop and badge.',
    });
  },
});

export const useTemplate = defineDeed({
  summary: 'Open a ticket from a template; nothing is sent',
  examples: ['template "New starter" for jane@acme.example', 'template New starter customer:"Acme"'],
  schema: z.strictObject({ name: shortText, requester: mailAddress.optional(), customer: shortText.optional() }),
  run: (ctx, args) =>
    withCustomer(ctx, 'template.use', args, async (customer) => {
      const template = await findTicketTemplate(ctx.uow, args.name);
      const requester = args.requester === undefined ? null : { address: args.requester, name: '' };
      const opened = await openFromTemplate(ctx.uow, template, { requester, customerId: customer?.id ?? null });
      return withNotice(
        await showTicketCard(ctx, opened.id),
        'success',
        `${opened.number} is open, as ${template.name} says. Nobody was told.`,
      );
    }),
});

export const saveTemplate = defineDeed({
  summary: 'Save a ticket template',
  examples: ['template save "New starter" "New starter at {{customer.name}}" priority:low tags:onboarding : Laptop and badge.'],
  schema: z.strictObject({
    name: shortText,
    subject: shortText,
    description: longText.optional(),
    category: shortText.optional(),
    nextAction: shortText.optional(),
    tags: z.array(z.string()).max(30).optional(),
    priority: z.enum(ticketPriorities).optional(),
    type: z.enum(ticketTypes).optional(),
  }),
  run: async (ctx, args) => {
    const given = Object.fromEntries(Object.entries(args).filter(([, value]) => value !== undefined)) as { name: string; subject: string };
    const saved = await saveTicketTemplate(ctx.uow, given);
    return settledCard(
      saved.name,
      `${saved.replaced ? 'Replaced' : 'Saved'} for everybody. To open a ticket from it: template ${saved.name}`,
    );
  },
});

export const deleteTemplate = defineDeed({
  summary: 'Take a ticket template out of use',
  examples: ['template delete "New starter"'],
  schema: z.strictObject({ name: shortText }),
  run: async (ctx, { name }) =>
    settledCard((await retireTicketTemplate(ctx.uow, name)).name, 'Out of use. Saving one of that name brings it back.'),
});
