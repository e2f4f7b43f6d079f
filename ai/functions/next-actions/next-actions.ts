import { z } from 'zod';
import { type NextActionsData, nextActionKinds } from '../../../domain/ai-runs/results.types.ts';
import type { AiFunction } from '../ai-function.types.ts';
import { actionChoices } from '../conversation/choices.rules.ts';
import { conversationText } from '../conversation/conversation-text.rules.ts';
import { judgeNext } from '../conversation/judge-next.rules.ts';
import { lookAt } from '../conversation/judge-ticket.rules.ts';
import { loadTicketMaterial } from '../conversation/load-ticket-material.ts';
import { basisOf, readActions } from '../conversation/read-refs.rules.ts';
import type { TicketMaterial } from '../conversation/ticket-material.types.ts';
import { ticketVariables } from '../conversation/ticket-variables.rules.ts';

const schema = z.strictObject({
  suggestions: z.array(z.strictObject({ kind: z.enum(nextActionKinds), text: z.string(), refs: z.array(z.string()) })),
});

/** What could be done next on a ticket; each suggestion is a kind from a closed list that code knows how to offer as a button (`domain.md` 3.14). */
export const nextActions: AiFunction<TicketMaterial, z.infer<typeof schema>, NextActionsData> = {
  feature: 'next_actions',
  promptKind: 'next_action_suggestions',
  schema,
  load: loadTicketMaterial,
  variables: (material) => ({ ...ticketVariables(material), choices: actionChoices, conversation: conversationText(material) }),
  interpret(material, output) {
    const suggestions = readActions(material, output.suggestions);
    const evidence = suggestions.flatMap((one) => one.evidence);
    return { kind: 'ok', data: { suggestions, basis: basisOf(material, evidence) } };
  },
  async keyless(_uow, material) {
    const suggestions = judgeNext(material, lookAt(material));
    const evidence = suggestions.flatMap((one) => one.evidence);
    const reasons = ['By the state of the ticket and the words of its last message.'];
    return { source: 'rules', confidence: null, reasons, data: { suggestions, basis: basisOf(material, evidence) } };
  },
};
