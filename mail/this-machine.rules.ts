/** True of names and addresses that lead nowhere but to this machine: what is said to them crosses no network. */
export function isThisMachine(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);
}
