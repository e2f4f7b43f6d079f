import { z } from 'zod';

/** Longest tag in characters. */
export const longestTag = 40;
/** Most tags a ticket may have. */
export const mostTags = 30;

/** A tag: lower case, without the `#` people put before it, blanks as hyphens. */
export const tagName = z
  .string()
  .trim()
  .toLowerCase()
  .transform((tag) => tag.replace(/^#+/, '').replace(/\s+/g, '-'))
  .pipe(
    z
      .string()
      .min(1, 'must not be empty')
      .max(longestTag, `must be at most ${longestTag} characters long`)
      .regex(/^[\p{L}\p{N}][\p{L}\p{N}._:/+-]*$/u, 'must be made of letters, digits and . _ : / + -'),
  );

/** Several tags, each once. */
export const tagList = z
  .array(tagName)
  .max(mostTags, `must be at most ${mostTags}`)
  .transform((tags) => [...new Set(tags)]);
