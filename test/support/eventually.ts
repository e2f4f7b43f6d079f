/** Asks again until the answer is true; fails with the title after the limit. */
export async function eventually(title: string, ask: () => Promise<boolean>, limitMs = 20_000): Promise<void> {
  const end = Date.now() + limitMs;
  while (!(await ask())) {
    if (Date.now() > end) throw new Error(`did not happen in time: ${title}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
