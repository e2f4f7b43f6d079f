/**
 * Reports a line every `everyMs` milliseconds until the returned function is called; so what is quick says nothing and what is slow
 * never goes silent.
 */
export function tellEvery(everyMs: number, progress: ((line: string) => void) | undefined, line: () => string): () => void {
  if (progress === undefined) return () => undefined;
  const timer = setInterval(() => progress(line()), everyMs);
  timer.unref();
  return () => clearInterval(timer);
}

/** "45 s" or "1 min 10 s". */
export function inWords(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1_000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
