const fence = /^\s*```[a-z]*[ \t]*\r?\n?([\s\S]*?)\r?\n?```\s*$/i;

/** An answer as JSON, with one code fence around it taken off; undefined when it is none. No more is mended: a guess would be ours, not the model's. */
export function parseAnswer(text: string): unknown {
  const bare = fence.exec(text)?.[1] ?? text;
  try {
    return JSON.parse(bare);
  } catch {
    return undefined;
  }
}
