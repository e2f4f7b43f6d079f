/** True when there is nothing in any part of a morning that anybody need be told. */
export function isQuietMorning(morning: Record<string, { total: number }>): boolean {
  return Object.values(morning).every(({ total }) => total === 0);
}
