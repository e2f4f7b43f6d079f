import { existsSync } from 'node:fs';
import { z } from 'zod';

const port = z.coerce.number().int().min(1).max(65535);
const flag = z.enum(['true', 'false', '1', '0']).transform((v) => v === 'true' || v === '1');

/** Every setting Deskhand reads, in one place. An empty value counts as unset. */
const schema = z.object({
  DESKHAND_DATA: z.string().default('.deskhand').describe('folder for everything kept on this machine'),
  DESKHAND_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info').describe('log level'),
  DESKHAND_DEMO: flag.default(true).describe('create the demo company when the database has no tenant (only with the embedded database)'),
  DESKHAND_KEY_FILE: z.string().optional().describe('key file that encrypts secrets in rows; default DESKHAND_DATA/keys.json'),
  WEB_HOST: z.string().default('127.0.0.1').describe('address the web role listens on'),
  WEB_PORT: port.default(4380).describe('port of the web role'),
  WEB_URL: z.url().optional().describe('public address of the web role; default http://localhost:WEB_PORT'),
  SMTP_DOOR_HOST: z.string().default('127.0.0.1').describe('address the SMTP door listens on'),
  SMTP_DOOR_PORT: port.default(2525).describe('port of the SMTP door'),
  SMTP_DOOR_PROTOCOL: z.enum(['smtp', 'lmtp']).default('smtp').describe('protocol of the door'),
  SMTP_MAX_BYTES: z.coerce.number().int().positive().default(52_428_800).describe('largest mail accepted, in bytes'),
  MAIL_DNS_SERVERS: z
    .string()
    .transform((list) => list.split(/[\s,]+/).filter((one) => one !== ''))
    .default([])
    .describe('DNS servers, as address or address:port, that are asked who may send mail for a domain; default: the system’s'),
  HTTP_DOOR_MAX_BYTES: z.coerce.number().int().positive().default(67_108_864).describe('largest request of a mail service, in bytes'),
  CLAMD_HOST: z.string().optional().describe('host of a clamd that looks at every attachment before anybody can open it'),
  CLAMD_PORT: port.default(3310).describe('its port'),
  CLAMD_SOCKET: z.string().optional().describe('or its local socket'),
  DEMO_MAILBOX_PORT: port.default(2526).describe('port of the demo customers’ mail server'),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .optional()
    .describe('application login; without it an embedded PostgreSQL is started'),
  DATABASE_OWNER_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .optional()
    .describe('owner login, used by migrate, backup and restore'),
  DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(16).describe('connections of the application role per process'),
  TEMPORAL_ADDRESS: z
    .string()
    .regex(/^[^:]+:\d+$/)
    .optional()
    .describe('host:port of a Temporal server; without it a development server is started'),
  TEMPORAL_NAMESPACE: z.string().default('default').describe('Temporal namespace'),
  TEMPORAL_API_KEY: z.string().optional().describe('Temporal API key'),
  TEMPORAL_TLS: flag.default(false).describe('connect to Temporal with TLS'),
  TEMPORAL_CLI: z.string().optional().describe('path of a temporal binary to use for the development server'),
  TEMPORAL_UI_PORT: port.optional().describe('also serve Temporal’s own web pages on this port (development server)'),
  TEMPORAL_MAX_CACHED_WORKFLOWS: z.coerce.number().int().min(10).default(250).describe('workflows a worker keeps in memory'),
  SLACK_CLIENT_ID: z
    .string()
    .optional()
    .describe('client id of your Slack app; with the secret and the signing secret it connects workspaces'),
  SLACK_CLIENT_SECRET: z.string().optional().describe('client secret of your Slack app'),
  SLACK_SIGNING_SECRET: z.string().optional().describe('signing secret of your Slack app'),
  SLACK_APP_TOKEN: z
    .string()
    .startsWith('xapp-')
    .optional()
    .describe('app-level token: events come over a socket (Socket Mode) and no inbound address is needed'),
  SLACK_API_URL: z.url().default('https://slack.com/api/').describe('address of the Slack Web API'),
  SLACK_AUTHORIZE_URL: z.url().default('https://slack.com/oauth/v2/authorize').describe('where an admin consents to the installation'),
  DESKHAND_AI_BASE_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('every model call goes to this OpenAI-compatible address and to no other, whatever a provider’s row says'),
  DESKHAND_AI_KEY: z.string().optional().describe('key of the model provider that the demo company starts with'),
  DESKHAND_AI_MODEL: z.string().default('gpt-5-mini').describe('model of the provider that the demo company starts with'),
  DESKHAND_AI_TIMEOUT_MS: z.coerce.number().int().min(100).max(240_000).default(60_000).describe('longest model call, in ms'),
  DESKHAND_AI_STALL_MS: z.coerce
    .number()
    .int()
    .min(50)
    .max(600_000)
    .default(20_000)
    .describe('longest silence within a streamed answer, in ms'),
  DESKHAND_AI_LANES: z.coerce.number().int().min(1).max(64).default(4).describe('model calls at the same time per shard'),
  STORAGE_DRIVER: z.enum(['files', 's3']).default('files').describe('where attachments and big mails are kept'),
  STORAGE_S3_BUCKET: z.string().optional().describe('bucket'),
  STORAGE_S3_REGION: z.string().default('us-east-1').describe('region'),
  STORAGE_S3_ENDPOINT: z.url().optional().describe('endpoint of an S3-compatible server'),
  STORAGE_S3_ACCESS_KEY_ID: z.string().optional().describe('access key id'),
  STORAGE_S3_SECRET_ACCESS_KEY: z.string().optional().describe('secret access key'),
});

/** The parsed settings; see `describeEnv` for what each means. */
export type Env = z.infer<typeof schema>;

/** Thrown for wrong settings. Names the keys and what each must be, never a value. */
export class EnvError extends Error {
  readonly keys: string[];
  constructor(problems: { key: string; problem: string }[]) {
    super(`Settings to change: ${problems.map((p) => `${p.key} (${p.problem})`).join('; ')}`);
    this.name = 'EnvError';
    this.keys = problems.map((p) => p.key);
  }
}

/** Parses settings from `source`. Throws EnvError. The message never contains a value. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const set = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = schema.safeParse(set);
  if (!parsed.success) {
    throw new EnvError(parsed.error.issues.map((issue) => ({ key: issue.path.join('.'), problem: describeKey(issue.path.join('.')) })));
  }
  const env = parsed.data;
  const slackKeys = ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'SLACK_SIGNING_SECRET'] as const;
  const slackMissing = slackKeys.filter((key) => env[key] === undefined);
  if (slackMissing.length > 0 && slackMissing.length < slackKeys.length)
    throw new EnvError(slackMissing.map((key) => ({ key, problem: 'Slack needs all three of its settings' })));
  const s3Keys = ['STORAGE_S3_BUCKET', 'STORAGE_S3_ACCESS_KEY_ID', 'STORAGE_S3_SECRET_ACCESS_KEY'] as const;
  const missing = env.STORAGE_DRIVER === 's3' ? s3Keys.filter((key) => env[key] === undefined) : [];
  if (missing.length > 0) throw new EnvError(missing.map((key) => ({ key, problem: 'needed when STORAGE_DRIVER is s3' })));
  return env;
}

/** Reads `.env` in the working folder when there is one (real variables win), then the environment. */
export function loadEnv(): Env {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return parseEnv(process.env);
}

/** Name and meaning of every setting, for the README's table and `doctor`. */
export function describeEnv(): { key: string; meaning: string }[] {
  return Object.keys(schema.shape).map((key) => ({ key, meaning: describeKey(key) }));
}

function describeKey(key: string): string {
  const field = schema.shape[key as keyof Env] as z.ZodType | undefined;
  return field?.description ?? 'unknown setting';
}
