import { z } from 'zod';
import { helpEntries } from '../../bots/commands/help-entries.ts';
import { operationOf } from '../../bots/commands/operation-table.ts';
import { parseInput } from '../../domain/input.rules.ts';
import type { StaffCall, WebDeps } from './web.types.ts';

/** Longest command or text, in characters: a long reply with quotes. */
const longestText = 100_000;
const commandId = z.uuid();
const sayBody = z.strictObject({ text: z.string().min(1).max(longestText), commandId, ticket: z.string().max(40).nullish() });
const pressBody = z.strictObject({
  action: z.strictObject({ op: z.string().min(1).max(80), args: z.record(z.string().max(80), z.json()) }),
  commandId,
});

/** The commands the person may use, for suggestions while they type. */
export function showCommands({ response, user }: StaffCall): void {
  response.json({ commands: helpEntries(user.role, operationOf) });
}

/** Says a text to the command core as the signed-in person; answers with its card. */
export function sayText(deps: Pick<WebDeps, 'commands'>) {
  return async ({ request, response, user }: StaffCall): Promise<void> => {
    const body = parseInput(sayBody, request.body);
    const ticket = body.ticket ? { ticket: body.ticket } : {};
    const person = { tenantId: user.tenantId, userId: user.userId };
    response.json({ card: await deps.commands.say(person, body.text, { commandId: body.commandId, ...ticket }) });
  };
}

/** Presses an action of a card as the signed-in person; the same command id again gives the first answer. */
export function pressAction(deps: Pick<WebDeps, 'commands'>) {
  return async ({ request, response, user }: StaffCall): Promise<void> => {
    const body = parseInput(pressBody, request.body);
    const person = { tenantId: user.tenantId, userId: user.userId };
    response.json({ card: await deps.commands.press(person, body.action, body.commandId) });
  };
}
