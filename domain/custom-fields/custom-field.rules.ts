import { z } from 'zod';
import { isDay } from '../calendars/local-day.rules.ts';
import { AppError } from '../errors.ts';
import { shownName } from '../input.rules.ts';
import { ticketTypes } from '../tickets/tickets.types.ts';
import { type FieldDefinition, type FieldType, type FieldValue, fieldTypes } from './custom-fields.types.ts';

const longestText = 500;
const longestUrl = 2_000;
const yes = ['yes', 'y', 'true', 'on', '1', 'ja', 'oui', 'si', 'sí', 'tak'];
const no = ['no', 'n', 'false', 'off', '0', 'nein', 'non', 'nie', 'nee'];

/** The key of a field: how commands and data name it. */
export const fieldKey = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z][a-z0-9_]{0,39}$/, 'must begin with a letter and be made of a–z, 0–9 and _, at most 40 characters');
const label = shownName.max(80, 'must be at most 80 characters long');
const options = z
  .array(shownName.max(80, 'must be at most 80 characters long'))
  .max(50, 'must be at most 50')
  .transform((all) => [...new Map(all.map((one) => [one.toLowerCase(), one])).values()]);

/** A new field. */
export const newFieldSchema = z.strictObject({
  key: fieldKey,
  label,
  type: z.enum(fieldTypes, `must be one of ${fieldTypes.join(', ')}`),
  options: options.default([]),
  required: z.boolean().default(false),
  ticketTypes: z.array(z.enum(ticketTypes)).default([]),
});

/** What may be changed of a field. Its key and type stay: values are stored by them. */
export const fieldChangesSchema = z
  .strictObject({ label, options, required: z.boolean(), ticketTypes: z.array(z.enum(ticketTypes)), active: z.boolean() })
  .partial();

/** Says what a field takes, for people. */
export function wanted(field: Pick<FieldDefinition, 'type' | 'options'>): string {
  const words: Record<FieldType, string> = {
    text: `a text of at most ${longestText} characters`,
    number: 'a number such as 12 or 3.5',
    date: 'a date such as 2026-12-24',
    choice: `one of ${field.options.join(', ')}`,
    boolean: 'yes or no',
    url: 'a link that begins with https:// or http://',
  };
  return words[field.type];
}

/** The value a person wrote, as it is stored. Throws `invalid_input` that names the field and what it takes. */
export function readFieldValue(field: Pick<FieldDefinition, 'label' | 'type' | 'options'>, said: string): FieldValue {
  const value = readers[field.type](said.trim(), field.options);
  if (value !== null) return value;
  throw new AppError('invalid_input', {
    message: `field value refused: ${field.type}`,
    userMessage: `“${field.label}” takes ${wanted(field)}. Nothing was changed.`,
  });
}

const readers: Record<FieldType, (text: string, options: readonly string[]) => FieldValue | null> = {
  text: (text) => (text.length >= 1 && text.length <= longestText ? text : null),
  number: readNumber,
  date: (text) => (isDay(text) ? text : null),
  choice: (text, all) => all.find((one) => one.toLowerCase() === text.toLowerCase()) ?? null,
  boolean: (text) => (yes.includes(text.toLowerCase()) ? true : no.includes(text.toLowerCase()) ? false : null),
  url: readUrl,
};

function readNumber(text: string): number | null {
  if (!/^[+-]?\d{1,15}(?:[.,]\d{1,9})?$/.test(text)) return null;
  return Number(text.replace(',', '.'));
}

function readUrl(text: string): string | null {
  if (text.length > longestUrl || !URL.canParse(text)) return null;
  const { protocol, username, password, href } = new URL(text);
  return (protocol === 'https:' || protocol === 'http:') && username === '' && password === '' ? href : null;
}

/** A stored value as people read it. */
export function fieldText(value: FieldValue): string {
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
}
