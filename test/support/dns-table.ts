import type { DnsResolver } from '../../mail/trust/resolver.ts';

/** Records by `TYPE name`. */
export type DnsTable = Record<string, string[] | string[][]>;

/** A resolver that knows the table and nothing else: a name that is not in it does not exist. Keeps what it was asked. */
export function dnsTable(table: DnsTable): DnsResolver & { asked: string[] } {
  const asked: string[] = [];
  const resolve: DnsResolver = async (name, type) => {
    const key = `${type} ${name.toLowerCase().replace(/\.$/, '')}`;
    asked.push(key);
    const found = table[key];
    if (found === undefined) throw Object.assign(new Error(`no ${type} record of ${name}`), { code: 'ENOTFOUND' });
    return found;
  };
  return Object.assign(resolve, { asked });
}
