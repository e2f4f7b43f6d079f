import type { FakeRequest } from './fake-openai.types.ts';

/** What a model can pick out of its prompt: what it was offered, and what a stranger put there. */
export type PromptParts = {
  /** marks of sentences, such as `m2.s3` */
  marks: string[];
  ids: string[];
  /** whole sentences of the data, without their marks */
  sentences: string[];
  addresses: string[];
  links: string[];
  canaries: string[];
  /** lines that tell somebody to do something, or hold what should not get out */
  orders: string[];
};

const unique = (found: Iterable<string>) => [...new Set(found)];
const all = (text: string, pattern: RegExp) => unique(Array.from(text.matchAll(pattern), ([hit]) => hit));

const order =
  /ignore|assistant|system|instruction|override|forward|send|reveal|print|approve|close|spam|mark|discount|transfer|attach|remember|must|admin|secret|note|confidential|bcc|cc:/i;

/** The parts of what was asked; the same request gives the same parts. */
export function readPrompt(request: FakeRequest): PromptParts {
  const { user, system } = request;
  const whole = `${system}\n${user}`;
  const lines = user
    .split('\n')
    .map((line) => line.replace(/^\s*\[?m\d+\.s\d+\]?[:.]?\s*/, '').trim())
    .filter((line) => line !== '' && !/^<\/?data\b/.test(line));
  return {
    marks: all(user, /\bm\d+\.s\d+\b/g),
    ids: unique([
      ...all(user, /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g),
      ...all(user, /\b(?:KB|A|ART)-?\d+\b/g),
    ]),
    sentences: unique(lines.filter((line) => line.length > 12 && !line.endsWith(':'))),
    addresses: all(whole, /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g),
    links: all(whole, /(?:https?:)?\/\/[^\s<>)"'\]]+/g),
    canaries: all(whole, /\bCANARY-[A-Z0-9-]+/g),
    orders: unique(lines.filter((line) => order.test(line))),
  };
}
