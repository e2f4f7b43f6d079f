import { z } from 'zod';
import type { AbsenceLine } from '../../../domain/people/absence.types.ts';
import { dropAbsence as drop } from '../../../domain/people/drop-absence.ts';
import { endAbsence as end } from '../../../domain/people/end-absence.ts';
import { listAbsences as absences } from '../../../domain/people/list-absences.ts';
import { assertCan } from '../../../domain/people/permissions.rules.ts';
import { recordAbsence as record } from '../../../domain/people/record-absence.ts';
import { dayAndTime } from '../../cards/away-words.rules.ts';
import { listCard, settledCard } from '../../cards/list-card.ts';
import { action, bold, muted, plain, row } from '../../cards/spans.rules.ts';
import type { Reader } from '../../cards/when.rules.ts';
import { shortText, uuid } from '../arguments.rules.ts';
import { readInstant } from '../instants.rules.ts';
import { defineDeed, type OperationContext } from '../operation.ts';
import { type NamedPerson, withPerson } from '../with-person.ts';

/** One says oneself when one is away; for others it needs the right to edit teams. */
function assertOwn(ctx: OperationContext, person: NamedPerson): void {
  if (!person.isAsker) assertCan(ctx.asker.role, 'team:edit');
}

export const setAway = defineDeed({
  summary: 'Say that you, or somebody, are away, and who stands in',
  examples: ['away until 2026-12-01 stand-in priya', 'away', 'away from 2026-12-24 until 2027-01-02 : skiing', 'away priya until friday'],
  schema: z.strictObject({
    person: shortText.optional(),
    from: shortText.optional(),
    until: shortText.optional(),
    standIn: shortText.optional(),
    note: z.string().max(300).optional(),
  }),
  run: async (ctx, args) =>
    withPerson(ctx, 'away.set', args, 'person', async (person) => {
      assertOwn(ctx, person);
      const from = args.from === undefined ? null : readInstant(args.from, ctx.reader, 'start');
      const until = args.until === undefined ? null : readInstant(args.until, ctx.reader, 'end');
      const save = async (standIn: NamedPerson | null) => {
        const note = args.note ?? '';
        const saved = await record(ctx.uow, { userId: person.id, from, until, standInId: standIn?.id ?? null, note });
        const who = person.isAsker ? 'You are' : `${person.name} is`;
        const start = from === null || from <= ctx.uow.now ? '' : ` from ${dayAndTime(from, ctx.reader)}`;
        const stop = until === null ? '; say “back” when it is over' : `${start === '' ? '' : ','} until ${dayAndTime(until, ctx.reader)}`;
        const stand =
          standIn === null ? 'Nobody stands in: notices wait.' : `${standIn.isAsker ? 'You get' : `${standIn.name} gets`} the notices.`;
        const text = `${who} away${start}${stop}. New tickets pass by. ${stand}`;
        return settledCard('Away', text, [action('Undo', 'away.drop', { absence: saved.id }), action('Who is away', 'away.list', {})]);
      };
      return args.standIn === undefined ? save(null) : withPerson(ctx, 'away.set', args, 'standIn', save);
    }),
});

export const listAway = defineDeed({
  summary: 'Show who is away now and later',
  examples: ['who is away', 'absences', 'away list'],
  schema: z.strictObject({}),
  run: async (ctx) => {
    const lines = await absences(ctx.uow);
    return listCard(
      'Who is away',
      lines.map((line) => awayRow(line, ctx.reader)),
      { empty: 'Nobody is away, and nobody plans to be.' },
    );
  },
});

function awayRow(line: AbsenceLine, reader: Reader) {
  const isNow = line.from <= reader.now;
  const start = isNow ? 'away now' : `from ${dayAndTime(line.from, reader)}`;
  const stop = line.until === null ? ', until they are back' : ` until ${dayAndTime(line.until, reader)}`;
  const standIn = line.standIn === null ? 'nobody stands in' : `${line.standIn.name} stands in`;
  return row(
    [bold(line.name), { text: ` ${start}${stop}` }],
    [[muted(standIn)], ...(line.note === '' ? [] : [plain(line.note)])],
    [action(isNow ? 'Back' : 'Remove', 'away.drop', { absence: line.id })],
  );
}

export const endAway = defineDeed({
  summary: 'Say that you, or somebody, are back',
  examples: ['back', 'back priya'],
  schema: z.strictObject({ person: shortText.optional() }),
  run: async (ctx, args) =>
    withPerson(ctx, 'away.end', args, 'person', async (person) => {
      assertOwn(ctx, person);
      const ended = await end(ctx.uow, person.id);
      const who = person.isAsker ? 'You are' : `${person.name} is`;
      return settledCard(
        'Away',
        ended
          ? `${who} back, and gets tickets again.`.replace('You are back, and gets', 'You are back, and get')
          : `${who} here already: nothing was changed.`,
      );
    }),
});

export const dropAway = defineDeed({
  summary: 'Take an absence away',
  examples: [],
  schema: z.strictObject({ absence: uuid }),
  run: async (ctx, args) => {
    const line = (await absences(ctx.uow)).find((one) => one.id === args.absence);
    if (line !== undefined) assertOwn(ctx, { id: line.userId, name: line.name, isAsker: line.userId === ctx.asker.userId });
    await drop(ctx.uow, args.absence);
    return settledCard('Away', `The absence of ${line?.name ?? 'somebody'} is taken away.`, [action('Who is away', 'away.list', {})]);
  },
});
