import { z } from 'zod';
import { promptKinds } from '../../domain/prompts/prompts.types.ts';

/** A kind of prompt as people write it: `reply_draft`, `reply draft`, `Reply-Draft`. */
export const promptKind = z
  .string()
  .trim()
  .toLowerCase()
  .transform((text) => text.replaceAll(/[\s-]+/g, '_'))
  .pipe(z.enum(promptKinds, `must be one of ${promptKinds.join(', ')}`));

/** A version by its number, as a button or a form hands it over. */
export const versionNumber = z
  .union([
    z.int(),
    z
      .string()
      .trim()
      .regex(/^\d{1,9}$/, 'must be the number of a version')
      .transform(Number),
  ])
  .pipe(z.int().positive('must be the number of a version'));
