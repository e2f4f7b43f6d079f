import type { Cursor } from '../cursor.ts';
import { type CommandForm, call, half, type Reading } from './form.ts';

const parts = ['name', 'accent', 'footer', 'logo', 'language'];

/** How mails to customers look. */
export const brandForms: readonly CommandForm[] = [
  {
    words: ['brand', 'branding'],
    op: 'brand.show',
    usage: 'brand | brand name|accent|footer|language VALUE | brand reset name|accent|footer|logo | brand preview',
    hint: 'Name, accent colour, footer and language of our mails; preview sends a sample to you.',
    read: readBrandCommand,
  },
];

function readBrandCommand(cursor: Cursor): Reading {
  if (cursor.isAtEnd) return call('brand.show', {});
  const word = cursor.take('show', 'preview', 'sample', 'reset', ...parts);
  if (word === 'show' && cursor.isAtEnd) return call('brand.show', {});
  if ((word === 'preview' || word === 'sample') && cursor.isAtEnd) return call('brand.sample', {});
  if (word === 'reset') {
    const part = cursor.take('name', 'accent', 'footer', 'logo');
    if (part !== null && cursor.isAtEnd) return call('brand.set', { part, value: null });
    return half('Say what to take away: brand reset name, accent, footer or logo.');
  }
  if (word !== null && parts.includes(word) && word !== 'logo') {
    const value = cursor.rest().trim();
    return value === '' ? half(`Say what the ${word} is to be, such as: brand accent #0a7f5a`) : call('brand.set', { part: word, value });
  }
  return half('I know: brand show, brand name …, brand accent #0a7f5a, brand footer …, brand language de, brand reset …, brand preview.');
}
