import { z } from 'zod';
import type { DraftData } from '../../../domain/ai-runs/results.types.ts';
import { visibleText } from '../../../domain/suspicions/hidden-characters.rules.ts';
import type { AiFunction } from '../ai-function.types.ts';
import { languageName, messageText } from '../conversation/conversation-text.rules.ts';
import { articlesText } from '../support/sources.rules.ts';
import type { DraftMaterial } from './draft-material.types.ts';
import { loadDraftMaterial } from './load-draft-material.ts';
import { quoteDraft } from './quote-draft.rules.ts';
import { readDraft } from './read-draft.rules.ts';

const schema = z.strictObject({
  sentences: z.array(z.strictObject({ text: z.string(), states: z.boolean(), refs: z.array(z.string()) })),
});

/**
 * A reply for a person to read, correct and send (`ai.md` B.3): recipients come from the ticket's rows, never from here. Every sentence that states a fact is checked
 * against what it rests on; what is not proved stays in the draft and is flagged, so that nobody sends it unread. Without a model: sentences of public articles, each
 * with its source, else a fixed request for what is missing.
 */
export const draft: AiFunction<DraftMaterial, z.infer<typeof schema>, DraftData> = {
  feature: 'draft',
  promptKind: 'reply_draft',
  schema,
  load: loadDraftMaterial,
  variables: (material) => ({
    company: material.company,
    language: languageName(material.language),
    conversation: material.messages.map((message) => messageText(message, material.timeZone)).join('\n\n'),
    records: material.records.map(({ label, text }) => `[${label}] ${visibleText(text)}`).join('\n'),
    articles: articlesText(material.articles),
    wish: material.wish,
  }),
  interpret(material, output) {
    const data = readDraft(material, output.sentences);
    return data.text.trim() === '' ? { kind: 'invalid', reason: 'the draft is empty' } : { kind: 'ok', data };
  },
  async keyless(_uow, material) {
    return quoteDraft(material);
  },
};
