import { describeEnv, type Env, EnvError } from '../../../config/env.ts';
import { about, type Finding } from './finding.types.ts';

const settings = about('settings');
const loopback = /^(localhost|127\.|\[?::1)/;

/** Whether the settings can be read, and combinations that are allowed but probably not meant. Names settings, never their values. */
export function checkSettings(readEnv: () => Env): { env: Env | null; findings: Finding[] } {
  try {
    const env = readEnv();
    return { env, findings: [settings.ok(`${describeEnv().length} known, all valid`), ...oddities(env)] };
  } catch (error) {
    if (!(error instanceof EnvError)) throw error;
    return { env: null, findings: [settings.fail(error.message, 'Change them in the environment or the file .env.')] };
  }
}

function oddities(env: Env): Finding[] {
  const found: Finding[] = [];
  const isOpen = !loopback.test(env.WEB_HOST);
  const isPlain = env.WEB_URL === undefined || env.WEB_URL.startsWith('http:');
  const host = env.WEB_URL === undefined ? 'localhost' : new URL(env.WEB_URL).hostname;
  if (isOpen && env.WEB_URL === undefined)
    found.push(
      settings.warn(
        'WEB_HOST is open to the network and WEB_URL is not set',
        'Set WEB_URL to the public https address, or links lead to localhost.',
      ),
    );
  if (isPlain && !loopback.test(host))
    found.push(
      settings.warn('WEB_URL is not https', 'Put a proxy with TLS in front: sign-in links and cookies must not travel in clear text.'),
    );
  if (env.DATABASE_URL !== undefined && env.TEMPORAL_ADDRESS === undefined)
    found.push(
      settings.warn(
        'DATABASE_URL is set and TEMPORAL_ADDRESS is not',
        'The development server is for one machine; set TEMPORAL_ADDRESS before you add processes elsewhere.',
      ),
    );
  if (env.DATABASE_URL === undefined && env.DATABASE_OWNER_URL !== undefined)
    found.push(
      settings.warn(
        'DATABASE_OWNER_URL is set without DATABASE_URL',
        'Set both, or neither: without DATABASE_URL the embedded database is used.',
      ),
    );
  if (env.TEMPORAL_API_KEY !== undefined && !env.TEMPORAL_TLS)
    found.push(
      settings.warn('TEMPORAL_API_KEY is set and TEMPORAL_TLS is not', 'Set TEMPORAL_TLS=true, or the key travels in clear text.'),
    );
  return found;
}
