import { z } from 'zod';
import { languageCode, shownName } from '../input.rules.ts';
import { articleVisibilities } from './knowledge.types.ts';

/** Longest content of an article, in UTF-16 units. */
export const longestContent = 100_000;

const line = (max: number): z.ZodString =>
  z
    .string()
    .trim()
    .max(max, `must be at most ${max} characters long`)
    .regex(/^[^\p{Cc}]*$/u, 'must be one line without control characters');

/** What every article must be made of. */
export const articleInput = z.object({
  title: shownName,
  summary: line(500).default(''),
  content: z
    .string()
    .max(longestContent, `must be at most ${longestContent} characters long`)
    .transform((text) => text.replace(/\r\n?/g, '\n').trim())
    .refine((text) => text !== '', 'must not be empty'),
  category: line(60)
    .default('')
    .transform((text) => (text === '' ? 'General' : text)),
  tags: z
    .array(line(40))
    .max(20, 'must be at most 20')
    .default([])
    .transform((tags) => [...new Set(tags.filter((tag) => tag !== ''))]),
  language: languageCode,
  visibility: z.enum(articleVisibilities).default('internal'),
});

/** A change of an article; a field that is missing stays. */
export type ArticleChange = Partial<z.input<typeof articleInput>>;
