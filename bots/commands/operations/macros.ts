import { z } from 'zod';
import { dropKept } from '../../../domain/macros/drop-kept.ts';
import { listMacros as findMacros } from '../../../domain/macros/list-macros.ts';
import { type LoadedMacro, loadMacro } from '../../../domain/macros/load-macro.ts';
import { stepPermissions } from '../../../domain/macros/macros.rules.ts';
import { nameStepTargets } from '../../../domain/macros/name-step-targets.ts';
import { previewMacro } from '../../../domain/macros/preview-macro.ts';
import { runMacro } from '../../../domain/macros/run-macro.ts';
import { saveMacro } from '../../../domain/macros/save-macro.ts';
import { assertCan } from '../../../domain/people/permissions.rules.ts';
import { viewTicket } from '../../../domain/tickets/view-ticket.ts';
import type { Card, Paragraph } from '../../cards/card.types.ts';
import { doneCard } from '../../cards/done-card.ts';
import { listCard, settledCard } from '../../cards/list-card.ts';
import { stepText } from '../../cards/macro-words.rules.ts';
import { makeCard, withNotice } from '../../cards/make-card.rules.ts';
import { action, bold, code, muted, plain, row } from '../../cards/spans.rules.ts';
import { longText, seenVersion, shortText, ticketRef } from '../arguments.rules.ts';
import { readMacroSteps } from '../macro-steps.ts';
import { defineDeed, type OperationContext } from '../operation.ts';
import { withTicket } from '../with-ticket.ts';
import { previewCard } from './compose.ts';

/** Whoever runs a macro needs the right for each of its steps: a shared one lends nobody its owner's rights. */
function assertMayRun(ctx: OperationContext, macro: LoadedMacro): void {
  for (const step of macro.actions) assertCan(ctx.asker.role, stepPermissions[step.kind]);
}

const steps = (texts: string[]): Paragraph[] => texts.map((text, index) => [muted(`${index + 1}. `), { text }]);

export const listMacros = defineDeed({
  summary: 'List macros: steps that are done to a ticket in one go',
  examples: ['macro list', 'macros'],
  schema: z.strictObject({}),
  run: async (ctx) => {
    const macros = await findMacros(ctx.uow);
    const names = await nameStepTargets(
      ctx.uow,
      macros.flatMap((macro) => macro.actions),
    );
    const rows = macros.map((macro) =>
      row(
        [bold(macro.name), muted(macro.ownerId === ctx.asker.userId ? (macro.shared ? ' yours, shared' : ' yours') : ` ${macro.owner}`)],
        [plain(macro.actions.map((step) => stepText(step, (id) => names.get(id) ?? 'somebody who is gone')).join(' · '))],
      ),
    );
    return listCard('Macros', rows, { empty: 'There are none yet. For example: macro save "Ask for the log" shared : status: waiting' });
  },
});

export const previewTicketMacro = defineDeed({
  summary: 'Run a macro on a ticket; you see what it would do first',
  examples: ['macro "Ask for the log" on 1', 'macro Close on 1'],
  schema: z.strictObject({ ticket: ticketRef, macro: shortText }),
  run: (ctx, args) =>
    withTicket(ctx, 'macro.preview', args, async (ticket) => {
      const macro = await loadMacro(ctx.uow, args.macro);
      assertMayRun(ctx, macro);
      const preview = await previewMacro(ctx.uow, ticket.id, macro);
      if (preview.refused !== null) {
        return makeCard('choice', [bold(macro.name), { text: ' would not run on ' }, code(ticket.number)], {
          notices: [{ level: 'warning', text: `Nothing would be done: ${preview.refused}` }],
          ticket: ticket.number,
        });
      }
      const { ticket: seen } = await viewTicket(ctx.uow, ticket.id, { limit: 1, before: null });
      return makeCard('choice', [bold(macro.name), { text: ' on ' }, code(ticket.number), { text: ': nothing was changed yet.' }], {
        text: steps(preview.steps),
        actions: [
          action(
            'Run it',
            'macro.run',
            { ticket: ticket.number, macro: macro.id, macroVersion: macro.version, version: seen.version },
            'primary',
          ),
        ],
        ticket: ticket.number,
      });
    }),
});

export const runTicketMacro = defineDeed({
  summary: 'Do the steps that were shown, all or none',
  examples: [],
  schema: z.strictObject({ ticket: ticketRef, macro: shortText, macroVersion: z.int().positive(), version: seenVersion }),
  run: (ctx, args) =>
    withTicket(ctx, 'macro.run', args, async (ticket): Promise<Card> => {
      const macro = await loadMacro(ctx.uow, args.macro);
      assertMayRun(ctx, macro);
      if (macro.version !== args.macroVersion) {
        return makeCard('choice', `${macro.name} was changed after you saw it. Nothing was done.`, {
          actions: [action('See what it would do now', 'macro.preview', { ticket: ticket.number, macro: macro.id })],
          ticket: ticket.number,
        });
      }
      const done = await runMacro(ctx.uow, ticket.id, macro, args.version ?? null);
      const card =
        done.draftId === null ? doneCard(ticket, `${macro.name} was run on ${done.number}.`, []) : await previewCard(ctx, done.draftId);
      const told =
        done.draftId === null
          ? card
          : withNotice(card, 'success', `${macro.name} was run on ${done.number}. Its reply waits for you: nothing was sent yet.`);
      return { ...told, text: [...steps(done.steps), ...told.text] };
    }),
});

export const saveTicketMacro = defineDeed({
  summary: 'Save a macro',
  examples: [
    'macro save "Ask for the log" shared : status: waiting\nnote: asked for the log',
    'macro save "Close" : status: resolved; priority: low',
  ],
  schema: z.strictObject({ name: shortText, steps: longText, shared: z.boolean().default(false) }),
  run: async (ctx, args) => {
    const actions = await readMacroSteps(ctx, args.steps);
    const saved = await saveMacro(ctx.uow, { name: args.name, actions, shared: args.shared });
    const names = await nameStepTargets(ctx.uow, actions);
    const card = settledCard(
      saved.name,
      `${saved.replaced ? 'Replaced' : 'Saved'}${args.shared ? ' and shared: everybody may run it, only you may change it' : ' for you alone'}.`,
    );
    return { ...card, text: steps(actions.map((step) => stepText(step, (id) => names.get(id) ?? 'somebody who is gone'))) };
  },
});

export const deleteMacro = defineDeed({
  summary: 'Delete a macro of yours',
  examples: ['macro delete "Close"'],
  schema: z.strictObject({ name: shortText }),
  run: async (ctx, { name }) => {
    const gone = await dropKept(ctx.uow, 'macros', name);
    return settledCard(gone.name, 'Deleted. What it did to tickets stays.');
  },
});
