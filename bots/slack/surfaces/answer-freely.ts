import type { Card } from '../../cards/card.types.ts';
import { withNotice } from '../../cards/make-card.rules.ts';
import { action } from '../../cards/spans.rules.ts';
import { parseCommand } from '../../commands/parse-command.ts';
import type { Act } from './act.types.ts';
import { pressOp } from './press-op.ts';
import { type Said, sayInChat } from './say-in-chat.ts';

/** Words from which on something that is no command is taken for a question. */
const fewest = 3;
const longest = 100;

/**
 * An answer in the direct conversation: commands and questions as everywhere. What nobody understood is looked up in the articles, and the tickets and customers are
 * offered; nothing is ever changed by a guess.
 */
export async function answerFreely(act: Act, said: Said): Promise<Card> {
  const answered = await sayInChat(act, said);
  const parsed = parseCommand(said.text, { ticket: said.ticket });
  const unknown =
    answered.kind === 'help' &&
    answered.plan === undefined &&
    (parsed.kind === 'unknown' ? parsed.corrected.length === 0 : isLongHelp(parsed));
  if (!unknown || said.text.trim().split(/\s+/).length < fewest) return answered;
  const found = await pressOp(act, { op: 'kb.search', args: { query: said.text.slice(0, 2_000) } });
  if (found.error !== null) return answered;
  const wanted = said.text.replace(/\s+/g, ' ').trim().slice(0, longest);
  const card = withNotice(found, 'info', 'That is no command, so I looked in the articles. Nothing was changed.');
  return {
    ...card,
    actions: [
      ...card.actions,
      action('Search tickets for it', 'tickets.list', { filter: `"${wanted.replaceAll('"', '')}" all` }),
      action('Find a customer', 'customer.find', { query: wanted }),
      action('What can I say?', 'help', {}),
    ],
  };
}

/** A question that happens to begin with the word for help: `how do I …`. */
function isLongHelp(parsed: ReturnType<typeof parseCommand>): boolean {
  return parsed.kind === 'call' && parsed.op === 'help' && /\s/.test(String(parsed.args.topic ?? '').trim());
}
