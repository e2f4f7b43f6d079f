import type { Statement } from '../../../domain/ai-runs/ai-runs.types.ts';
import { visibleText } from '../../../domain/suspicions/hidden-characters.rules.ts';
import { pickSentences } from '../../keyless/summary.rules.ts';
import { evidenceOf } from './read-refs.rules.ts';
import type { TicketMaterial } from './ticket-material.types.ts';

const longest = 400;

/** A summary made of the conversation's own sentences: each is its own source. */
export function extractSummary({ messages }: TicketMaterial, most: number): Statement[] {
  const all = messages.flatMap((message, at) =>
    message.sentences.map((sentence, place) => ({
      at: message,
      sentence,
      text: message.text.slice(sentence.from, sentence.to),
      message: at,
      place,
      of: message.sentences.length,
      by: message.by,
    })),
  );
  return pickSentences(all, most).flatMap((i) => {
    const one = all[i];
    if (one === undefined) return [];
    const text = visibleText(one.text).replace(/\s+/g, ' ').trim();
    const shown = text.length <= longest ? text : `${text.slice(0, longest - 1).toWellFormed()}…`;
    return [{ text: shown, states: true, sources: [evidenceOf(one.at, one.sentence)] }];
  });
}
