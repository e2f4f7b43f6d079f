import { seeded } from '../../../domain/seeded.rules.ts';
import { fixedClients, localClients, type ReplyClient, type ReplyParts } from './reply-clients.ts';
import { replyLanguages } from './reply-languages.ts';

/** One made-up reply: how it reads, what the parser must find, and of what it is made. */
export type Assembly = {
  language: string;
  client: ReplyClient;
  input: string;
  written: string;
  signature: string;
  quoted: readonly string[];
};

const names = ['Deskhand Support', 'Zoë Müller-Łuczak', "Patrick O'Brien (Sales)", 'Wang Xiaoming', 'Иван Петров', 'support'];
const people = ['Ann Lee', 'José García', 'Kowalski Jan', 'Ngọc Trần'];

/** Every program in every language, `rounds` times with other names, texts and signatures. */
export function assemblies(seed: number, rounds: number): Assembly[] {
  const random = seeded(seed);
  const made: Assembly[] = [];
  for (let round = 0; round < rounds; round++)
    for (const language of Object.keys(replyLanguages))
      for (const client of [...localClients, ...fixedClients]) made.push(assemble(language, client, random));
  return made;
}

function assemble(code: string, client: ReplyClient, random: () => number): Assembly {
  const language = replyLanguages[code];
  if (language === undefined) throw new Error(`no language ${code}`);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const written = shuffled(language.texts, random).slice(0, 1 + Math.floor(random() * language.texts.length));
  const person = pick(people);
  const signature = pick([
    '',
    '',
    `-- \n${person}\nAcme Ltd.`,
    `${language.closing},\n${person}\nTel. +49 30 1234567\nwww.customer.example`,
  ]);
  const quoted = shuffled([...language.texts, 'TKT-202411-00001', 'https://desk.example/t/1'], random);
  const parts: ReplyParts = {
    language,
    name: pick(names),
    address: pick(['help@desk.example', 'a.very.long.address+1234556@mail.desk.example']),
    written,
    quoted,
    signature,
  };
  return { language: code, client, input: client.write(parts), written: written.join(' '), signature, quoted };
}

function shuffled<T>(list: readonly T[], random: () => number): T[] {
  return list
    .map((item) => ({ item, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}
