/** Reads `KB-12`, `kb12`, `kb 12`, `#12` and `12` as the number `KB-12`; null for anything else. */
export function readArticleRef(text: string): string | null {
  const digits = /^(?:kb[- ]?|#)?0*([1-9]\d{0,8})$/i.exec(text.trim())?.[1];
  return digits === undefined ? null : `KB-${digits}`;
}
