import { z } from 'zod';
import { isTimeZone } from './calendars/time-zone.rules.ts';
import { AppError } from './errors.ts';
import { ownLanguages } from './tenancy/tenant.types.ts';

const addressPattern = /^[^\s@"(),:;<>[\]\\]{1,64}@(?=.{1,253}$)[\p{L}\p{N}](?:[\p{L}\p{N}.-]*[\p{L}\p{N}])?$/u;

/** An e-mail address as people write it (RFC 5321 dot-string, no quoted local part), trimmed and lower-cased. */
export const mailAddress = z
  .string()
  .trim()
  .toLowerCase()
  .regex(addressPattern, 'must be an e-mail address such as anna@acme.example')
  .refine((address) => !address.includes('..'), 'must not have two dots in a row');

/** A name that people see: one line, 1–200 characters. */
export const shownName = z
  .string()
  .trim()
  .min(1, 'must not be empty')
  .max(200, 'must be at most 200 characters long')
  .regex(/^[^\p{Cc}]*$/u, 'must be one line without control characters');

/** A mail domain such as `acme.example`, lower-cased; an @ before it is taken off. */
export const mailDomain = z
  .string()
  .trim()
  .toLowerCase()
  .transform((text) => text.replace(/^@/, ''))
  .pipe(
    z
      .string()
      .regex(/^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+\p{L}[\p{L}\p{N}-]+$/u, 'must be a mail domain such as acme.example'),
  );

/** An IANA time zone that this Node knows. */
export const zoneName = z.string().trim().refine(isTimeZone, 'must be a time zone such as Europe/London');

/** A language that Deskhand writes its own texts in. */
export const languageCode = z.enum(ownLanguages, `must be one of ${ownLanguages.join(', ')}`);

/**
 * The parsed input. Throws `invalid_input` whose user message names each field and what it must be; values are never repeated, for one of them
 * may be a password.
 */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => problemText(issue.path, issue.message));
  throw new AppError('invalid_input', {
    message: `input refused: ${problems.join('; ')}`,
    userMessage: `Nothing was saved: ${problems.join('; ')}.`,
    details: { fields: parsed.error.issues.map((issue) => issue.path.join('.')) },
  });
}

/** `timeZone` → “time zone”; an index is counted from one. */
function problemText(path: PropertyKey[], message: string): string {
  const words = path.map((part) =>
    typeof part === 'number' ? `${part + 1}` : String(part).replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`),
  );
  return `${words.join(' ')} ${message}`.trim();
}
