import { z } from 'zod';
import { addShift as add } from '../../../domain/people/add-shift.ts';
import { dropShift as drop } from '../../../domain/people/drop-shift.ts';
import { listShifts } from '../../../domain/people/list-shifts.ts';
import { mainRota } from '../../../domain/people/on-call.types.ts';
import { onCallNow } from '../../../domain/people/on-call-now.ts';
import { loadHandoff } from '../../../domain/reporting/load-handoff.ts';
import { dayAndTime } from '../../cards/away-words.rules.ts';
import { handoffCard } from '../../cards/handoff-card.ts';
import { listCard, settledCard } from '../../cards/list-card.ts';
import { action, askFirst, bold, muted, row } from '../../cards/spans.rules.ts';
import { shortText, uuid } from '../arguments.rules.ts';
import { readInstant } from '../instants.rules.ts';
import { defineDeed } from '../operation.ts';
import { withPerson } from '../with-person.ts';

export const showOnCall = defineDeed({
  summary: 'Show who is on call now',
  examples: ['on call', 'who is on call', 'on call network'],
  schema: z.strictObject({ rota: shortText.optional() }),
  run: async (ctx, { rota }) => {
    const turn = await onCallNow(ctx.uow, ctx.uow.now, rota ?? null);
    const more = [action('Rota', 'rota.list', rota === undefined ? {} : { rota })];
    if (turn === null) return listCard('On call', [], { empty: 'Nobody is on call now.', actions: more });
    const instead = turn.insteadOf === null ? '' : ` instead of ${turn.insteadOf}, who is away`;
    return listCard(
      'On call',
      [row([bold(turn.name), { text: ` (${turn.rota})${instead}, until ${dayAndTime(turn.until, ctx.reader)}` }], [])],
      {
        actions: more,
      },
    );
  },
});

export const showHandoff = defineDeed({
  summary: 'Show what whoever is on call needs to know',
  examples: ['handoff', 'handoff network', 'hand over'],
  schema: z.strictObject({ rota: shortText.optional() }),
  run: async (ctx, { rota }) => handoffCard(await loadHandoff(ctx.uow, { rota: rota ?? null, shift: null }), ctx.reader),
});

export const listRota = defineDeed({
  summary: 'Show who is on call and when',
  examples: ['rota', 'rota network'],
  schema: z.strictObject({ rota: shortText.optional() }),
  run: async (ctx, { rota }) => {
    const shifts = await listShifts(ctx.uow, rota ?? null);
    const rows = shifts.map((shift) =>
      row(
        [bold(shift.name), muted(` ${shift.rota}`)],
        [[{ text: `${dayAndTime(shift.from, ctx.reader)} – ${dayAndTime(shift.until, ctx.reader)}` }]],
        [askFirst('Remove', 'rota.drop', { shift: shift.id }, `Take ${shift.name} off the rota for that time?`)],
      ),
    );
    return listCard('Rota', rows, { empty: 'No turns are planned. Add one with: rota add NAME from 2026-12-01 until 2026-12-07' });
  },
});

export const addToRota = defineDeed({
  summary: 'Put somebody on the on-call rota',
  examples: ['rota add priya from 2026-12-01 until 2026-12-07', 'rota add tom from 2026-12-01 09:00 until 2026-12-08 09:00 on network'],
  schema: z.strictObject({ person: shortText, from: shortText, until: shortText, rota: shortText.optional() }),
  run: async (ctx, args) =>
    withPerson(ctx, 'rota.add', args, 'person', async (person) => {
      const from = readInstant(args.from, ctx.reader, 'start');
      const until = readInstant(args.until, ctx.reader, 'end');
      const shift = await add(ctx.uow, { rota: args.rota ?? mainRota, userId: person.id, from, until });
      const text = `${person.name} is on call (${shift.rota}) from ${dayAndTime(from, ctx.reader)} until ${dayAndTime(until, ctx.reader)}.`;
      return settledCard('Rota', text, [action('Undo', 'rota.drop', { shift: shift.id }), action('Rota', 'rota.list', {})]);
    }),
});

export const dropFromRota = defineDeed({
  summary: 'Take a turn off the rota',
  examples: [],
  schema: z.strictObject({ shift: uuid }),
  run: async (ctx, { shift }) => {
    const gone = await drop(ctx.uow, shift);
    return settledCard('Rota', `${gone.name} is off the rota “${gone.rota}” from ${dayAndTime(gone.from, ctx.reader)}.`, [
      action('Rota', 'rota.list', {}),
    ]);
  },
});
