import { shippedPrompts } from '../../../domain/prompts/shipped-prompts.rules.ts';
import { harmfulText } from '../openai/personas.ts';
import type { AttackMail } from './attack-mails.ts';
import { canaries } from './ground.types.ts';

/** Lines shorter than this are words that anybody uses. */
const telling = 24;

const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.length >= telling);
/** As it stands inside a line of JSON. */
const written = (text: string) => JSON.stringify(text).slice(1, -1);

const prompts = Object.values(shippedPrompts).flatMap(({ systemText, dataText }) => [
  ...linesOf(systemText).slice(0, 2),
  ...linesOf(dataText).slice(0, 1),
]);

/** What a log holds that it must not: words of a mail, of a prompt, of an answer, a canary, a key. */
export function logProblems(log: readonly string[], mails: readonly AttackMail[], key: string): string[] {
  const whole = log.join('\n');
  const secret = [key, ...Object.values(canaries)];
  const mail = mails.flatMap(({ subject, text }) => [...linesOf(subject), ...linesOf(text)]);
  const answers = harmfulText.flatMap(linesOf).map((line) => line.slice(0, 60));
  return [
    ...secret.filter((word) => whole.includes(word)).map((word) => `the log holds ${word}`),
    ...[...mail, ...prompts, ...answers]
      .filter((line) => whole.includes(written(line)))
      .map((line) => `the log holds words of a text: ${line.slice(0, 80)}`),
  ];
}
