/** One source, a sentence that says what it says, and one that does not though nearly all of its words stand there. */
export type SupportPair = {
  kind: string;
  sources: readonly string[];
  fair: string;
  false: string;
  by?: 'us' | 'customer';
  language?: string;
};

/** `fair` says what its source says, `wrong` does not. */
export const pair = (
  kind: string,
  source: string | readonly string[],
  fair: string,
  wrong: string,
  more: Partial<SupportPair> = {},
): SupportPair => ({
  kind,
  sources: typeof source === 'string' ? [source] : source,
  fair,
  false: wrong,
  ...more,
});

export const german = { language: 'de' };
export const customer = { by: 'customer' as const };
