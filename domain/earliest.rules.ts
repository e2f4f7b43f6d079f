/** The earliest of some instants; null, or a null among them, is never. */
export function earliest(instants: readonly (Date | string | number | null)[]): Date | null {
  const known = instants.filter((at) => at !== null).map((at) => new Date(at).getTime());
  return known.length === 0 ? null : new Date(Math.min(...known));
}
