import type { TranslationData } from '../../../domain/ai-runs/results.types.ts';
import { action, bold, clip, code, field, muted, plain, section } from '../spans.rules.ts';
import { useForm } from './draft-card.ts';
import type { ResultCard } from './result-card.types.ts';

const longestShown = 6_000;

/** A text in another language above the original, which stays as it is; without a model the original alone, and that it is not translated. */
export const translationCard: ResultCard = (view) => {
  const data = view.result?.data as TranslationData;
  const { number, messageId, translated, text, original } = data;
  const isReply = messageId === null && number !== null && translated;
  return {
    title: [bold(translated ? 'Translation' : 'Not translated'), ...(number === null ? [] : [{ text: ' · ' }, code(number)])],
    notices: translated ? [] : [{ level: 'warning', text: notTranslated(view.result?.notice ?? null) }],
    fields: [
      field('From', languageOf(data.from)),
      field('Into', languageOf(data.to)),
      ...(data.ordinal === null ? [] : [field('Message', `#${data.ordinal}`)]),
    ],
    sections: [
      ...(translated ? [section(languageOf(data.to), isReply ? 'preview' : 'plain', [plain(clip(text, longestShown).text)])] : []),
      section('Original', messageId === null ? 'plain' : 'public', [plain(clip(original, longestShown).text)]),
    ],
    text: translated ? [[muted(putBack(messageId !== null))]] : [],
    ...(isReply ? { form: useForm(view.id, text) } : {}),
    actions: isReply ? [action('Use as reply', 'ai.use', { job: view.id }, 'primary')] : [],
    ticket: number,
  };
};

function putBack(isMessage: boolean): string {
  return `Numbers, codes, amounts, addresses and links are those of the original, put back by code.${isMessage ? ' Links are spelt so that they do not open.' : ''}`;
}

/** With a model that was asked the notice above says how it ended; a dropped translation is one that lost, doubled or made up something. */
function notTranslated(modelNotice: string | null): string {
  if (modelNotice === null) return 'Nothing was translated: a translation needs a model. The text below is the original.';
  return 'Nothing was translated: the text below is the original. A translation that loses, doubles or makes up a number, code, amount, address or link is not shown. Ask again, or translate it yourself.';
}

function languageOf(language: string | null): string {
  if (language === null) return 'not sure which language';
  return new Intl.DisplayNames('en', { type: 'language' }).of(language) ?? language;
}
