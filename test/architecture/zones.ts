/** The parts of the house, as the direction of imports knows them. */
export type Zone = (typeof zoneTable)[number][1];

// First match wins.
const zoneTable = [
  [/^(test|bench|tools|bin|\.ci)\//, 'outside'],
  [/^[^/]+$/, 'outside'],
  [/^server\//, 'server'],
  [/^bots\/console\/page\//, 'page'],
  [/^bots\//, 'bots'],
  [/^mail\//, 'mail'],
  [/^ai\//, 'ai'],
  [/^documents\//, 'documents'],
  [/^storage\//, 'storage'],
  [/^config\/env\.ts$/, 'env'],
  [/^config\//, 'logger'],
  [/^workflows\/contracts\//, 'contracts'],
  [/^workflows\/client\//, 'client'],
  [/^workflows\/activities\/ports\.ts$/, 'ports'],
  [/^workflows\/activities\//, 'activities'],
  [/^workflows\/(all-workflows|.*\.workflow)\.ts$/, 'workflow'],
  [/^workflows\/lib\//, 'workflow'],
  [/^workflows\//, 'worker'],
  [/^domain\/database\//, 'database'],
  [/^domain\/tenancy\//, 'tenancy'],
  [/^domain\//, 'domain'],
] as const;

/** The zone a file lives in. Throws for a file in a folder the house does not have. */
export function zoneOf(path: string): Zone {
  const found = zoneTable.find(([pattern]) => pattern.test(path));
  if (found === undefined) throw new Error(`${path} lies in no folder of the house; name it in zones.ts or move it`);
  return found[1];
}

/** What a zone may import besides its own files and pure files. `types` are allowed as `import type` only. */
export type Reach = { run: Zone[]; types: Zone[] };

const surface: Reach = { run: ['client', 'domain', 'tenancy', 'logger'], types: ['ports', 'storage'] };

/** The arrows of the house. `server` and `outside` may import everything and are imported by nobody but themselves. */
export const reaches: Record<Exclude<Zone, 'server' | 'outside'>, Reach> = {
  bots: surface,
  mail: surface,
  ai: surface,
  documents: surface,
  page: { run: [], types: [] },
  storage: { run: ['logger'], types: ['env'] },
  worker: { run: ['activities', 'client', 'logger'], types: ['ports'] },
  activities: { run: ['client', 'domain', 'tenancy', 'logger'], types: ['ports', 'storage'] },
  ports: { run: [], types: ['domain', 'tenancy', 'storage'] },
  client: { run: ['domain', 'tenancy', 'logger'], types: ['ports'] },
  contracts: { run: [], types: [] },
  workflow: { run: [], types: ['activities'] },
  domain: { run: ['tenancy'], types: ['logger', 'storage'] },
  tenancy: { run: ['database'], types: ['logger'] },
  database: { run: [], types: ['logger'] },
  logger: { run: [], types: [] },
  env: { run: [], types: [] },
};
