/**
 * Texts after `/desk` that are answered with a form. A form opens within three seconds of the command or not at all (Slack's trigger id), so these go straight
 * through; every other text is a command of its own and is committed first.
 */
const opening: readonly RegExp[] = [/^(new|create)$/i, /^open$/i, /^(reply|answer|respond|re)( #?(tkt-)?(\d{6}-)?\d{1,9})?$/i];

/** Whether the text of a slash command asks for a form. */
export function opensView(commandText: string): boolean {
  const text = commandText.trim().replace(/\s+/g, ' ');
  return opening.some((pattern) => pattern.test(text));
}
