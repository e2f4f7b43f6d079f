import type { Card } from '../../cards/card.types.ts';
import { withNotice } from '../../cards/make-card.rules.ts';
import { action } from '../../cards/spans.rules.ts';
import { type ParsedCommand, parseCommand } from '../../commands/parse-command.ts';
import type { Act } from './act.types.ts';
import { pressOp } from './press-op.ts';
import { type Said, sayInChat } from './say-in-chat.ts';

/** Words from which on something that is no command is taken for a question. */
const fewest = 3;
const longest = 100;

/**
 * An answer in the direct conversation: a command where it is one. A question in free words is looked up in the articles, and the tickets and customers are
 * offered; nothing is ever changed by a guess.
 */
export async function answerFreely(act: Act, said: Said): Promise<Card> {
  const parsed = parseCommand(said.text, { ticket: said.ticket });
  const words = said.text.trim().split(/\s+/);
  if (!isQuestion(parsed) || words.length < fewest) return sayInChat(act, said);
  const found = await pressOp(act, { op: 'kb.search', args: { query: said.text.slice(0, 2_000) } });
  if (found.error !== null) return sayInChat(act, said);
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

/** Nothing known, or a question that happens to begin with the word for help: `how do I …`. */
function isQuestion(parsed: ParsedCommand): boolean {
  if (parsed.kind === 'unknown') return parsed.corrected.length === 0;
  return (
    parsed.kind === 'call' &&
    parsed.op === 'help' &&
    String(parsed.args.topic ?? '')
      .trim()
      .includes(' ')
  );
}
