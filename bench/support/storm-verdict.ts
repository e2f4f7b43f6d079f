import type { FakeSlack } from '../../test/support/slack/fake-slack.types.ts';
import type { Counter } from './desk.ts';
import type { StormFact } from './storm-stream.ts';

type Note = { number: string; text: string; deleted: boolean };

/** What is wrong after the storm, in words; empty when every fact left exactly one effect on its ticket, and what we said in Slack was said once. */
export async function judgeStorm(counter: Counter, fake: FakeSlack, facts: StormFact[]): Promise<string[]> {
  const notes = await counter.rows<Note>(
    `select k.number, m.text, m.deleted_at is not null as deleted from ticket_messages m join tickets k on k.id = m.ticket_id where m.kind = 'note'`,
  );
  const byMark = new Map<string, Note[]>();
  for (const note of notes) {
    const mark = /storm \d+ \d+/.exec(note.text)?.[0];
    if (mark !== undefined) byMark.set(mark, [...(byMark.get(mark) ?? []), note]);
  }
  const faults = facts.flatMap((fact) => faultsOf(fact, byMark.get(fact.mark) ?? []));
  const deleted = facts.filter((fact) => fact.final === null).length;
  const gone = notes.filter((note) => note.deleted).length;
  // A message whose deletion came first never became a note at all: both ends are the same to a reader.
  if (gone > deleted) faults.push(`${gone} notes are deleted, ${deleted} should be`);
  return [...faults, ...doubledInSlack(fake, facts)].toSorted();
}

function faultsOf({ ticket, mark, final, envelopes }: StormFact, notes: Note[]): string[] {
  const standing = notes.filter((note) => !note.deleted);
  if (final === null) return standing.length === 0 ? [] : [`“${mark}” stands although it was deleted`];
  if (standing.length !== 1) return [`“${mark}” (${envelopes.map(({ id }) => id).join(', ')}) stands ${standing.length} times`];
  const [note] = standing;
  if (note?.number !== ticket) return [`“${mark}” stands on ${note?.number}, not on ${ticket}`];
  return note?.text === final ? [] : [`“${mark}” reads “${note?.text}”, not “${final}”`];
}

/** A note that was made by a command is said once in its thread; one that came from there is not said again. */
function doubledInSlack(fake: FakeSlack, facts: StormFact[]): string[] {
  const channels = new Map(facts.map(({ place }) => [place.channel, place]));
  const said = [...channels.keys()].flatMap((channel) =>
    fake.messages(channel).map((message) => JSON.stringify([message.text, message.blocks])),
  );
  const counts = new Map<string, number>();
  for (const text of said) for (const mark of new Set(text.match(/storm \d+ \d+/g) ?? [])) counts.set(mark, (counts.get(mark) ?? 0) + 1);
  return facts.flatMap(({ mark, envelopes }) => {
    const wanted = envelopes[0]?.id.startsWith('Cmd') === true ? 1 : 0;
    const found = counts.get(mark) ?? 0;
    return found === wanted ? [] : [`“${mark}” was said ${found} times in Slack, not ${wanted}`];
  });
}
