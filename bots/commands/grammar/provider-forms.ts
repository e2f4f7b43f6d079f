import type { Cursor } from '../cursor.ts';
import { type CommandForm, call, half, type Reading } from './form.ts';
import { namedRest } from './named-rest.rules.ts';

const example = 'ai provider Local use';
const operationOf: Record<string, string> = { use: 'ai.provider_use', off: 'ai.provider_off', on: 'ai.provider_on' };

/** The servers of models. Keys are never typed here: adding and testing one is for the command line. */
export const providerForms: readonly CommandForm[] = [
  {
    words: ['ai providers', 'model providers'],
    op: 'ai.providers',
    usage: 'ai providers',
    read: (cursor) => (cursor.isAtEnd ? call('ai.providers', {}) : half(`To choose one write, for example: ${example}`)),
  },
  {
    words: ['ai provider', 'model provider'],
    op: 'ai.provider_use',
    usage: 'ai provider NAME use | off | on',
    hint: 'Keys are entered on the command line only: deskhand ai provider add.',
    read: readProvider,
  },
];

function readProvider(cursor: Cursor): Reading {
  const found = namedRest(cursor.rest(), ['use', 'off', 'on']);
  const op = operationOf[found?.keyword ?? ''];
  if (found === null || op === undefined) return half(`Which provider, and what about it: use, off or on? For example: ${example}`);
  return found.rest === '' ? call(op, { provider: found.name }) : half(`I do not know what “${found.rest.slice(0, 80)}” means here.`);
}
