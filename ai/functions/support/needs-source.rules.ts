import { factWords } from './check-support.rules.ts';
import { supportWords } from './support-words.rules.ts';
import { tokensOf } from './tokens.rules.ts';

const longestGreeting = 8;

/**
 * Whether a sentence states something that needs a source, whatever a model says about it. It does not: a question, and a sentence that begins with “please” and
 * asks to be told or sent something (both without a number, code or link); a greeting; and a sentence of nothing but courtesy. `fixed` are our own phrases.
 */
export function needsSource(sentence: string, language: string, fixed: ReadonlySet<string> = new Set()): boolean {
  const text = sentence.trim();
  if (fixed.has(text)) return false;
  const words = supportWords(language);
  const tokens = tokensOf(text, words);
  if (tokens.length === 0) return false;
  const figures = tokens.some(({ kind }) => kind !== 'word');
  if (figures) return true;
  if (/[?？]\s*$/.test(text)) return false;
  if (words.please.has(tokens[0]?.plain ?? '') && tokens.slice(1, 4).some(({ plain }) => words.asking.has(plain))) return false;
  if (isGreeting(text, tokens.length)) return false;
  const promises = tokens.some(({ plain }) => words.future.has(plain) || words.negations.has(plain));
  return promises || factWords(tokens, words).length > 0;
}

// Two patterns, not one with `(?i:…)`: in a long-lived process the engine came to read such a one without its rest: “Hello Jane Doe,” was no greeting any more.
const opening =
  /^(?:hello|hi|dear|good (?:morning|afternoon|evening)|hallo|guten (?:tag|morgen|abend)|liebe[rs]?|sehr geehrte[rs]?|bonjour|bonsoir|ch[eè]re?|hola|estimad[oa]|buen[oa]s (?:d[ií]as|tardes)|buongiorno|buonasera|gentile|salve|beste|geachte|goede(?:morgen|middag|navond)|dzień dobry|szanown[aey]|witam|ol[áa]|prezad[oa]|car[oa]|здравствуйте|добрый день|こんにちは|您好|你好|尊敬的)/iu;
const names = /^(?:[ ,!]+\p{Lu}[\p{L}.'’-]*){0,4}[,!.。！，]*$/u;

function isGreeting(text: string, tokens: number): boolean {
  const [opened] = opening.exec(text) ?? [];
  return opened !== undefined && tokens <= longestGreeting && names.test(text.slice(opened.length));
}
