import type { Card, CardAction } from '../cards/card.types.ts';
import { helpCard } from '../cards/help-card.ts';
import { makeCard } from '../cards/make-card.rules.ts';
import { action, clip } from '../cards/spans.rules.ts';
import { type FindOperation, helpEntry } from './help-entries.ts';
import type { ParsedCommand } from './parse-command.ts';

const longestSearch = 100;

/** The answer to what was no whole command: what was understood, what comes near, an example, and buttons that go on from there. */
export function answerParse(parsed: Exclude<ParsedCommand, { kind: 'call' }>, text: string, operationOf: FindOperation): Card {
  if (parsed.kind === 'choose') {
    return makeCard('choice', parsed.question, { actions: parsed.choices.map((choice) => action(choice.label, choice.op, choice.args)) });
  }
  if (parsed.kind === 'half') {
    const { understood, form } = parsed;
    return helpCard(`I understood “${form.words[0]}”, but not all of it`, [helpEntry(form, operationOf)], {
      notices: [{ level: 'warning', text: parsed.problem }],
      actions: understood === null ? [] : [action(understood.label, understood.op, understood.args)],
    });
  }
  const said = clip(parsed.said, 40).text;
  return helpCard(
    parsed.nearest.length === 0 ? 'I did not understand that' : 'Did you mean one of these?',
    parsed.nearest.map((form) => helpEntry(form, operationOf)),
    {
      notices: [{ level: 'warning', text: `“${said}” is no command. Nothing was done.` }],
      actions: [
        ...parsed.corrected.map((call) => action(clip(call.text, 60).text, call.op, call.args)),
        ...searches(text),
        action('All commands', 'help', {}),
      ],
    },
  );
}

/** Short words may be what somebody looks for. */
function searches(text: string): CardAction[] {
  const wanted = text.replace(/\s+/g, ' ').trim();
  if (wanted === '' || wanted.length > longestSearch) return [];
  return [
    action('Search tickets for it', 'tickets.list', { filter: `"${wanted.replaceAll('"', '')}" all` }),
    action('Find a customer', 'customer.find', { query: wanted }),
  ];
}
