import { Resolver } from 'node:dns/promises';

/** Asks for the records of a name; rejects with Node's DNS codes, `ENOTFOUND` and `ENODATA` where there are none. */
export type DnsResolver = (name: string, type: string) => Promise<string[] | string[][]>;

export type ResolverOptions = {
  /** `address` or `address:port` of DNS servers; empty: the system's. */
  servers?: readonly string[];
  /** Longest wait for one answer of a server, in ms. */
  timeoutMs?: number;
  now?: () => number;
};

type Answer = { records: string[] | string[][] } | { error: Error };

const keptNames = 5_000;
const freshMs = 300_000;
const absentMs = 60_000;
const silenceMs = 30_000;
const silentCodes = ['ETIMEOUT', 'ECONNREFUSED', 'EREFUSED', 'ECANCELLED'];

/**
 * A resolver that remembers: records for five minutes, their absence for one. When the servers do not answer at all they are left alone for half a minute, so that a
 * mail never waits longer for DNS than the first one did.
 */
export function createResolver(options: ResolverOptions = {}): DnsResolver {
  const { servers = [], timeoutMs = 2_000, now = Date.now } = options;
  const dns = new Resolver({ timeout: timeoutMs, tries: 2 });
  if (servers.length > 0) dns.setServers([...servers]);
  const kept = new Map<string, { until: number; answer: Promise<Answer> }>();
  let silentUntil = 0;
  const ask = async (name: string, type: string): Promise<Answer> => {
    try {
      return { records: (await dns.resolve(name, type)) as string[] | string[][] };
    } catch (error) {
      if (silentCodes.includes(codeOf(error))) silentUntil = now() + silenceMs;
      return { error: error as Error };
    }
  };
  return async (name, type) => {
    const key = `${type} ${name.toLowerCase()}`;
    const known = kept.get(key);
    if (known === undefined && now() < silentUntil) throw Object.assign(new Error('the DNS servers do not answer'), { code: 'ETIMEOUT' });
    const answer = known !== undefined && now() < known.until ? known.answer : ask(name, type);
    if (answer !== known?.answer) {
      if (kept.size >= keptNames) kept.delete(kept.keys().next().value ?? '');
      kept.set(key, { until: now() + absentMs, answer });
      void answer.then((told) => {
        const entry = kept.get(key);
        if (entry?.answer !== answer) return;
        if ('records' in told) entry.until = now() + freshMs;
        else if (!isAbsence(told.error)) kept.delete(key);
      });
    }
    const told = await answer;
    if ('error' in told) throw told.error;
    return told.records;
  };
}

function isAbsence(error: Error): boolean {
  return ['ENOTFOUND', 'ENODATA'].includes(codeOf(error));
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}
