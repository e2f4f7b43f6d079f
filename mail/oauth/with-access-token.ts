/** Gives a token that is good by its date; with `refused`, one that a server has just refused, another one or the same when there is none. */
export type TokenSource = (refused?: string) => Promise<string>;

/**
 * Signs in with a token. When the server refuses one that looked good, a new one is fetched and tried, once: only then it counts as a refusal
 * (`mail.md` rule 13). Throws what `signIn` threw last, or what the source throws.
 */
export async function withAccessToken<T>(
  source: TokenSource,
  signIn: (accessToken: string) => Promise<T>,
  isRefusal: (error: unknown) => boolean,
): Promise<T> {
  const first = await source();
  try {
    return await signIn(first);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    const second = await source(first);
    if (second === first) throw error;
    return signIn(second);
  }
}
