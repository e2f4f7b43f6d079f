import { z } from 'zod';
import { shownName } from '../input.rules.ts';

/** A team's name: one line of at most 60 characters that no command word could be mistaken for. */
export const teamName = shownName
  .max(60, 'must be at most 60 characters long')
  .refine((name) => !/^(none|nobody|me|all)$/i.test(name), 'must not be a word that commands use (none, nobody, me, all)');

/** One skill, in lower case. */
export const skillName = z
  .string()
  .trim()
  .toLowerCase()
  .min(1, 'must not be empty')
  .max(40, 'must be at most 40 characters long')
  .regex(/^[\p{L}\p{N}][\p{L}\p{N} ._+#/-]*$/u, 'must be made of letters, digits, blanks and . _ + # / -');

/** What somebody knows how to do. */
export const skillList = z.array(skillName).max(30, 'must be at most 30');
