import { z } from 'zod';
import { linkMinutes } from '../../../domain/chat/chat-link.rules.ts';
import { type ChatPersonLine, listChatPeople } from '../../../domain/chat/list-chat-people.ts';
import { startLinkFromStaff } from '../../../domain/chat/start-link-from-staff.ts';
import { unlinkChatPerson } from '../../../domain/chat/unlink-chat-person.ts';
import { assertCan, can } from '../../../domain/people/permissions.rules.ts';
import { listCard, settledCard } from '../../cards/list-card.ts';
import { makeCard } from '../../cards/make-card.rules.ts';
import { action, askFirst, bold, code, muted, plain, row } from '../../cards/spans.rules.ts';
import { shortText } from '../arguments.rules.ts';
import { defineDeed } from '../operation.ts';
import { withPerson } from '../with-person.ts';

// It makes a code, but is declared as a look: the answers of writes are kept, and a code must lie nowhere but as a hash.
export const linkChat = defineDeed({
  summary: 'Get a code that links your Slack account to you',
  examples: ['link slack'],
  schema: z.strictObject({}),
  run: async (ctx) => {
    const { code: secret } = await startLinkFromStaff(ctx.uow, ctx.asker.userId);
    const mine = (await listChatPeople(ctx.uow, ctx.asker.userId)).filter(({ state }) => state === 'active');
    return makeCard('done', [bold('Link your Slack account')], {
      text: [
        [
          { text: 'In Slack, say ' },
          code(`/desk link ${secret}`),
          { text: ` within ${linkMinutes} minutes. The code works once; an earlier one is void.` },
        ],
        ...mine.map(({ workspace, personName }) =>
          plain(`In ${workspace} you are linked as ${personName} now; linking anew there ends that.`),
        ),
      ],
    });
  },
});

export const listChatLinks = defineDeed({
  summary: 'Show who of the staff is who in Slack',
  examples: ['chat people'],
  schema: z.strictObject({}),
  run: async (ctx) => {
    const everybody = can(ctx.asker.role, 'user:edit');
    const lines = await listChatPeople(ctx.uow, everybody ? null : ctx.asker.userId);
    const name = (line: ChatPersonLine): string => (line.userId === ctx.asker.userId ? 'me' : line.userName);
    return listCard(
      'Linked in Slack',
      lines.map((line) =>
        row(
          [bold(line.userName), { text: ` is ${line.personName} in ${line.workspace}` }],
          line.state === 'active' ? [] : [[muted('The workspace is not connected now.')]],
          [askFirst('Unlink', 'chat.unlink', { person: name(line) }, `End every Slack link of ${line.userName}?`)],
        ),
      ),
      { empty: everybody ? 'Nobody is linked yet. Say “link slack”.' : 'You are not linked yet. Say “link slack”.' },
    );
  },
});

export const unlinkChat = defineDeed({
  summary: 'End your own Slack links, or somebody’s',
  examples: ['unlink slack', 'unlink slack priya'],
  schema: z.strictObject({ person: shortText.optional() }),
  run: async (ctx, args) =>
    withPerson(ctx, 'chat.unlink', args, 'person', async (person) => {
      if (!person.isAsker) assertCan(ctx.asker.role, 'user:edit');
      const workspaces = await unlinkChatPerson(ctx.uow, { userId: person.id });
      const who = person.isAsker ? 'You are' : `${person.name} is`;
      const text =
        workspaces.length === 0 ? `${who} linked nowhere: nothing was changed.` : `${who} not linked any more in ${workspaces.join(', ')}.`;
      return settledCard('Slack', text, person.isAsker ? [action('New code', 'chat.link_code', {})] : []);
    }),
});
