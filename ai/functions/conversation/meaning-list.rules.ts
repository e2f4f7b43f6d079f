/** A closed list for a model: its name, and each word with what it means. */
export function meaningList(name: string, meanings: Record<string, string>): string {
  const lines = Object.entries(meanings).map(([word, meaning]) => `- ${word}: ${meaning}`);
  return [`${name}:`, ...lines].join('\n');
}
