import type { Import, Source } from './parse-source.ts';
import { isProduct, isPure, type Rule } from './rule.ts';
import type { SourceTree } from './source-tree.ts';
import { reaches, type Zone, zoneOf } from './zones.ts';

const surfaces: Zone[] = ['bots', 'page', 'mail', 'ai', 'documents'];

// What the rules cannot say in a zone: single files that a lower or higher zone may touch.
const openings: { from: Zone; to: RegExp; why: string }[] = [
  { from: 'domain', to: /^domain\/database\/(base\.entity|row-security)\.ts$/, why: 'entities share their base columns and policy text' },
  { from: 'database', to: /^domain\/[^/]+\/[^/]+\.entity\.ts$/, why: 'the list of entities is explicit' },
  { from: 'contracts', to: /^domain\/(ids\.types|errors)\.ts$/, why: 'branded ids and error codes are shared words' },
];

/** The console's page is part of bots: bots serve it, and it knows the shape of their cards. */
function isOneSurface(from: Zone, to: Zone, used: Import): boolean {
  return (from === 'bots' && to === 'page') || (from === 'page' && used.kind === 'type' && used.file === 'bots/cards/card.types.ts');
}

/** Says why an import is against the arrows, or null when it is allowed. */
function refusal(source: Source, used: Import): string | null {
  if (used.file === null) return null;
  const [from, to] = [zoneOf(source.path), zoneOf(used.file)];
  if (from === 'outside' || from === to) return null;
  if (surfaces.includes(from) && surfaces.includes(to))
    return isOneSurface(from, to, used) ? null : `${from} and ${to} never import each other`;
  if (to === 'outside') return 'product code does not import tests, measurements or tools';
  if (to === 'server') return 'server is imported by nobody';
  if (from === 'server' || isPure(used.file)) return null;
  if (openings.some((opening) => opening.from === from && opening.to.test(used.file ?? ''))) return null;
  const reach = reaches[from];
  if (reach.run.includes(to)) return null;
  if (reach.types.includes(to)) return used.kind === 'type' ? null : `${from} may use ${to} by import type only`;
  return `${from} may not import ${to}`;
}

function findAgainstArrows(tree: SourceTree): string[] {
  return [...tree.values()].flatMap((source) =>
    source.imports.flatMap((used) => {
      const reason = refusal(source, used);
      return reason === null ? [] : [`${source.path} imports ${used.specifier}: ${reason}`];
    }),
  );
}

function findUnresolved(tree: SourceTree): string[] {
  return [...tree.values()].flatMap((source) =>
    source.imports
      .filter((used) => used.file !== null && /\.(ts|mjs|cjs)$|\/[^.]+$/.test(used.file) && !tree.has(used.file))
      .map((used) => `${source.path} imports ${used.specifier}, which is no source file`),
  );
}

/** One line for each knot: files that import each other in a ring, by any kind of import. */
function findCycles(tree: SourceTree): string[] {
  const state = new Map<string, 'open' | 'done'>();
  const cycles: string[] = [];
  const walk = (path: string, trail: string[]): void => {
    if (state.get(path) === 'open') cycles.push([...trail.slice(trail.indexOf(path)), path].join(' → '));
    if (state.has(path)) return;
    state.set(path, 'open');
    for (const used of tree.get(path)?.imports ?? []) if (used.file !== null) walk(used.file, [...trail, path]);
    state.set(path, 'done');
  };
  for (const path of tree.keys()) walk(path, []);
  return cycles;
}

function findBarrels(tree: SourceTree): string[] {
  return [...tree.values()]
    .filter((source) => source.path !== 'workflows/all-workflows.ts')
    .flatMap((source) => {
      const body = source.program.body as { type: string; source?: unknown }[];
      const passing = body.filter((node) => node.type.startsWith('Export') && node.source != null);
      const star = body.some((node) => node.type === 'ExportAllDeclaration');
      const barrel = body.length > 0 && passing.length === body.filter((node) => node.type !== 'ImportDeclaration').length;
      return star || barrel || /(^|\/)index\.ts$/.test(source.path) ? [`${source.path} only passes on what others export`] : [];
    });
}

export const arrowRules: Rule[] = [
  {
    name: 'imports follow the arrows of the house',
    reason: 'server → bots | mail | ai → workflows/client, workflows/activities → contracts → domain verbs → tenancy → database',
    find: findAgainstArrows,
    crimes: [
      { 'mail/inbound/a.ts': "import { b } from '../../bots/commands/b.ts';" },
      { 'bots/commands/a.ts': "import type { B } from '../../mail/parse/b.types.ts';" },
      { 'ai/keyless/a.ts': "export const a = () => import('../../mail/parse/b.ts');" },
      { 'domain/tickets/open-ticket.ts': "import { orm } from '../database/orm.ts';" },
      { 'domain/tickets/open-ticket.ts': "import { send } from '../../mail/outbound/send.ts';" },
      { 'domain/tickets/open-ticket.ts': "import { env } from '../../config/env.ts';" },
      { 'workflows/activities/a.activities.ts': "import { send } from '../../mail/outbound/send.ts';" },
      { 'workflows/ticket.workflow.ts': "import { openTicket } from '../domain/tickets/open-ticket.ts';" },
      { 'workflows/client/a.ts': "import { wire } from '../../server/wire.ts';" },
      { 'bots/console/page/a.ts': "import { b } from '../routes.ts';" },
      { 'storage/a.ts': "import { openTicket } from '../domain/tickets/open-ticket.ts';" },
      { 'mail/outbound/a.ts': "import { sendMail } from '../../workflows/activities/mail.activities.ts';" },
      { 'mail/outbound/a.ts': "import { build } from '../../test/support/build.ts';" },
    ],
    innocent: [
      { 'server/wire.ts': "import { orm } from '../domain/database/orm.ts';\nimport { b } from '../mail/outbound/b.ts';" },
      {
        'mail/inbound/a.ts': "import { wake } from '../../workflows/client/wake.ts';\nimport type { Blobs } from '../../storage/blobs.ts';",
      },
      {
        'workflows/a.workflow.ts':
          "import type { A } from './activities/a.activities.ts';\nimport { id } from './contracts/a.contract.ts';",
      },
      { 'domain/tickets/a.entity.ts': "import { base } from '../database/base.entity.ts';" },
      { 'domain/database/entities.ts': "import { T } from '../tickets/tickets.entity.ts';" },
      { 'test/unit/a.test.ts': "import { b } from '../../server/cli.ts';" },
    ],
  },
  {
    name: 'every relative import names a file that exists',
    reason: 'Node runs the sources as they are: the path with its .ts is what is loaded',
    find: findUnresolved,
    crimes: [{ 'domain/a.ts': "import { b } from './b.ts';" }, { 'domain/a.ts': "import { b } from './b';", 'domain/b.ts': '' }],
    innocent: [{ 'domain/a.ts': "import { b } from './b.ts';", 'domain/b.ts': 'export const b = 1;' }],
  },
  {
    name: 'no file imports itself in a ring',
    reason: 'a knot can only be read, tested and moved as a whole',
    find: findCycles,
    crimes: [
      { 'domain/a.ts': "import { b } from './b.ts';", 'domain/b.ts': "import { a } from './a.ts';" },
      {
        'domain/a.ts': "import type { B } from './b.ts';",
        'domain/b.ts': "import type { C } from './c.ts';",
        'domain/c.ts': "import { a } from './a.ts';",
      },
    ],
    innocent: [
      {
        'domain/a.ts': "import { b } from './b.ts';\nimport { c } from './c.ts';",
        'domain/b.ts': "import { c } from './c.ts';",
        'domain/c.ts': '',
      },
    ],
  },
  {
    name: 'no file only passes on what others export',
    reason: 'barrels make knots and hide where a thing lives; the workflow list is the one the bundler needs',
    find: findBarrels,
    crimes: [
      { 'domain/tickets/index.ts': 'export const a = 1;' },
      { 'domain/tickets/all.ts': "export { openTicket } from './open-ticket.ts';" },
      { 'domain/tickets/all.ts': "export * from './open-ticket.ts';\nexport const b = 1;" },
    ],
    innocent: [
      { 'workflows/all-workflows.ts': "export { a } from './a.workflow.ts';" },
      { 'config/logger.ts': "import type { Logger } from 'pino';\nexport type { Logger };\nexport const a = 1;" },
    ],
  },
  {
    name: 'product code exports by name only',
    reason: 'a default export has a new name in every file that uses it',
    find: (tree) =>
      [...tree.values()]
        .filter((source) => isProduct(source.path) && source.program.body.some((node) => node.type === 'ExportDefaultDeclaration'))
        .map((source) => `${source.path} has a default export`),
    crimes: [{ 'domain/a.ts': 'export default 1;' }],
    innocent: [{ 'jest.config.mjs': 'export default {};' }, { 'domain/a.ts': 'export const a = 1;' }],
  },
];
