import { flagOf, isObject, type Json, textOf } from './json.ts';
import { everyObject } from './walk-blocks.ts';

const pings = /<!(channel|here|everyone)\b|<!subteam\^|<@[A-Z0-9]/i;
const dateToken = /<!date\^-?\d+\^[^^>|]*\{[a-z_]+\}[^^>|]*(\^[^>|]+)?\|[^>]+>/g;
const linkToken = /<(https?:\/\/|mailto:|tel:|slack:\/\/|#C)[^<>\n]*>/gi;
const bareWords = /@(channel|here|everyone)\b/i;

/**
 * What the text would do beside being read: ping people (a fault of ours, as the product mentions nobody), or carry markup that is no token of Slack's (a sign of
 * text that was not escaped). https://docs.slack.dev/messaging/formatting-message-text
 */
export function markupProblems(text: string, pointer: string): string[] {
  if (pings.test(text)) return [`${pointer}: would ping somebody: ${sample(text, pings)}`];
  const rest = text.replace(dateToken, '').replace(linkToken, '');
  return rest.includes('<') ? [`${pointer}: holds a “<” that is neither escaped nor a token of Slack: ${sample(rest, /</)}`] : [];
}

/** The same over a whole payload: its text, mrkdwn and Markdown, and rich text that names people. */
export function pingProblems(args: Json): string[] {
  const problems: string[] = [];
  for (const key of ['text', 'initial_comment']) {
    const text = textOf(args[key]);
    if (text === null) continue;
    problems.push(...markupProblems(text, `/${key}`));
    if ((args.parse === 'full' || flagOf(args.link_names)) && bareWords.test(text))
      problems.push(`/${key}: names are linked and would ping`);
  }
  if (typeof args.markdown_text === 'string' && pings.test(args.markdown_text)) problems.push('/markdown_text: would ping somebody');
  for (const { node, pointer } of everyObject(payloadOf(args))) problems.push(...nodeProblems(node, pointer));
  return problems;
}

function payloadOf(args: Json): Json {
  const { blocks, attachments, view, unfurls, chunks } = args;
  return { blocks, attachments, view, unfurls, chunks };
}

function nodeProblems(node: Json, pointer: string): string[] {
  if (node.type === 'mrkdwn' && typeof node.text === 'string') return markupProblems(node.text, `${pointer}/text`);
  const isMarkdown = node.type === 'markdown' || node.type === 'markdown_text';
  if (isMarkdown && typeof node.text === 'string' && pings.test(node.text)) return [`${pointer}/text: would ping somebody`];
  const names = node.type === 'broadcast' || node.type === 'usergroup' || (node.type === 'user' && isObject(node) && 'user_id' in node);
  return names ? [`${pointer}: rich text of type ${String(node.type)} would ping`] : [];
}

function sample(text: string, at: RegExp): string {
  return JSON.stringify(text.slice(Math.max(0, text.search(at) - 10), text.search(at) + 30));
}
