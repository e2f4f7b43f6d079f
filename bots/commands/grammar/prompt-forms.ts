import { promptKinds } from '../../../domain/prompts/prompts.types.ts';
import type { Json } from '../../cards/card.types.ts';
import type { Cursor } from '../cursor.ts';
import { type CommandForm, call, half, type Reading } from './form.ts';

const usage =
  'prompt KIND [NUMBER] | prompt edit KIND [NUMBER] | prompt diff KIND [NUMBER] NUMBER | prompt run KIND NUMBER | prompt publish KIND NUMBER [despite: reason] | prompt rollback KIND [NUMBER | shipped] | prompt arm KIND NUMBER 20% | prompt arm KIND end | prompt cases KIND | prompt case KIND ["NAME"[: values]] | prompt case from JOB "NAME" | prompt case delete KIND "NAME" | prompt log KIND';

/** Commands about the prompts that models are asked with. */
export const promptForms: readonly CommandForm[] = [
  { words: ['prompts', 'list prompts', 'prompt list'], op: 'prompts.list', usage: 'prompts', read: () => call('prompts.list', {}) },
  {
    words: ['prompt'],
    op: 'prompts.show',
    usage,
    hint: `Kinds: ${promptKinds.join(', ')}. A version is published after a run over the saved cases.`,
    read: readPrompt,
  },
];

const verbs = ['show', 'edit', 'diff', 'compare', 'run', 'publish', 'rollback', 'arm', 'cases', 'case', 'log'] as const;

function readPrompt(cursor: Cursor): Reading {
  const verb = cursor.take(...verbs) as (typeof verbs)[number] | null;
  if (verb === 'case') return readCase(cursor);
  const kind = takeKind(cursor);
  if (kind === null)
    return half(`Which prompt? There are: ${promptKinds.join(', ')}.`, { label: 'List the prompts', op: 'prompts.list', args: {} });
  if (verb === 'cases' || verb === 'log') return call(`prompts.${verb}`, { kind });
  if (verb === 'diff' || verb === 'compare') return readDiff(cursor, kind);
  if (verb === 'rollback') return readRollback(cursor, kind);
  if (verb === 'arm') return readArm(cursor, kind);
  const number = takeNumber(cursor);
  if (verb === 'run' || verb === 'publish') {
    if (number === null) return whichVersion(verb, kind);
    return verb === 'run' ? call('prompts.run', { kind, number }) : readPublish(cursor, kind, number);
  }
  return call(verb === 'edit' ? 'prompts.edit' : 'prompts.show', number === null ? { kind } : { kind, number });
}

/** `reply_draft`, `reply-draft`, `reply draft`; a single word that is no kind is taken as it is, so that the answer names the kinds there are. */
function takeKind(cursor: Cursor): string | null {
  const start = cursor.place;
  for (let words = 4; words >= 1; words--) {
    cursor.moveTo(start);
    const taken = Array.from({ length: words }, () => cursor.next()?.text ?? '');
    const bare = taken.join('_').toLowerCase().replaceAll('-', '_').replace(/:$/, '');
    if (promptKinds.some((kind) => kind === bare)) return bare;
  }
  cursor.moveTo(start);
  const word = cursor.peek();
  if (word === null || /^\d+$/.test(word.text)) return null;
  cursor.next();
  return word.text;
}

function takeNumber(cursor: Cursor): number | null {
  const found = cursor.match(/^(?:v|#)?(\d{1,9})[:,]?$/i);
  return found === null ? null : Number(found[1]);
}

function whichVersion(verb: string, kind: string): Reading {
  return half(`Which version? For example: prompt ${verb} ${kind} 2.`, { label: 'Show the versions', op: 'prompts.show', args: { kind } });
}

function readDiff(cursor: Cursor, kind: string): Reading {
  const [first, second] = [takeNumber(cursor), takeNumber(cursor)];
  if (first === null) return whichVersion('diff', kind);
  return call('prompts.diff', second === null ? { kind, after: first } : { kind, before: first, after: second });
}

function readPublish(cursor: Cursor, kind: string, number: number): Reading {
  const said = cursor.take('despite', 'because') !== null;
  const despite = cursor.rest().trim();
  if (said && despite === '') return half('What is the reason? It is kept in the log.');
  return said ? call('prompts.release', { kind, number, despite }) : call('prompts.publish', { kind, number });
}

function readRollback(cursor: Cursor, kind: string): Reading {
  cursor.take('to');
  const to: Json = takeNumber(cursor) ?? (cursor.take('shipped', 'system') === null ? 'before' : 'shipped');
  const note = cursor
    .rest()
    .replace(/^because:?\s+/i, '')
    .trim();
  return call('prompts.rollback', { kind, ...(to === 'before' ? {} : { to }), ...(note === '' ? {} : { note }) });
}

function readArm(cursor: Cursor, kind: string): Reading {
  if (cursor.take('end', 'off', 'stop') !== null) {
    const note = cursor.rest().trim();
    return call('prompts.arm_end', note === '' ? { kind } : { kind, note });
  }
  const number = takeNumber(cursor);
  const percent = cursor.match(/^(\d{1,3})%?[:,]?$/);
  if (number === null || percent === null) return half(`Which version gets how much? For example: prompt arm ${kind} 2 20%.`);
  cursor.take('%', 'percent');
  const said = cursor.take('despite', 'because') !== null;
  const despite = cursor.rest().trim();
  return call('prompts.arm', { kind, number, percent: Number(percent[1]), ...(said && despite !== '' ? { despite } : {}) });
}

function readCase(cursor: Cursor): Reading {
  if (cursor.take('from') !== null) {
    const job = cursor.next()?.text ?? '';
    const name = unquoted(cursor.rest());
    return name === ''
      ? half('Which job, and what is the case called? For example: prompt case from j-1a2b3c4d "Late printer".')
      : call('prompts.case_from', { job, name });
  }
  const isDelete = cursor.take('delete', 'remove') !== null;
  const kind = takeKind(cursor);
  if (kind === null) return half(`Of which prompt? There are: ${promptKinds.join(', ')}.`);
  const name = cursor.peek()?.quoted === true ? (cursor.next()?.text.trim() ?? '') : '';
  const rest = cursor.rest().trim();
  if (isDelete) return call('prompts.case_delete', { kind, name: name === '' ? unquoted(rest) : name });
  if (name === '' && rest !== '') return half('Its name comes in quotes. For example: prompt case ticket_triage "Late printer".');
  if (rest === '') return call('prompts.case_form', name === '' ? { kind } : { kind, name });
  const [values = '', expect] = rest.split(/^expect:[ \t]*/m);
  return call('prompts.case_save', { kind, name, values: values.trim(), ...(expect === undefined ? {} : { expect: expect.trim() }) });
}

function unquoted(text: string): string {
  return text
    .trim()
    .replace(/^["“„](.*)["“”]$/s, '$1')
    .trim();
}
