/** The whole number that an address of the form `/t/NUMBER` names; null for any other, so that nothing else of an address is ever said. */
export function ticketOfPath(path: string): string | null {
  const found = /^\/t\/(tkt-\d{6}-\d{1,9})\/?$/i.exec(path);
  return found?.[1]?.toUpperCase() ?? null;
}
