import type { Client } from '@temporalio/client';
import type { Env } from '../../../config/env.ts';
import { findProcesses } from '../../embedded/find-process.ts';
import { fairnessSettings, searchAttributes } from '../../embedded/temporal-arguments.rules.ts';
import { whyUnusableTemporal } from '../../embedded/temporal-version.ts';
import { connectTemporal } from '../../runtime/connect-temporal.ts';
import type { Runtime } from '../../runtime/open-runtime.ts';
import { about, type Finding } from './finding.types.ts';

const temporal = about('Temporal');
const limitMs = 5_000;

/** Whether Temporal answers, has the namespace and what workflows set on themselves, and deals work fairly. Nothing is started or built. */
export async function checkTemporal(env: Env, runtime: Pick<Runtime, 'temporalAddress'>): Promise<Finding[]> {
  const address = runtime.temporalAddress;
  if (address === null) return [await checkProgram(env)];
  try {
    const { client, close } = await connectTemporal(env, address, limitMs);
    try {
      return await client.connection.withDeadline(Date.now() + limitMs, () => checkServer(client, env, address));
    } finally {
      await close();
    }
  } catch (error) {
    const todo =
      'Is it running? Check TEMPORAL_ADDRESS, TEMPORAL_TLS, TEMPORAL_API_KEY, or remove TEMPORAL_ADDRESS to use the development server.';
    return [temporal.fail(`${address} does not answer (${(error as Error).name})`, todo)];
  }
}

async function checkProgram(env: Env): Promise<Finding> {
  if (env.TEMPORAL_CLI === undefined)
    return temporal.ok('not running; `deskhand start` finds, downloads or builds the development server and starts it');
  const problem = await whyUnusableTemporal(env.TEMPORAL_CLI);
  if (problem === undefined) return temporal.ok(`not running; \`deskhand start\` starts ${env.TEMPORAL_CLI}`);
  return temporal.fail(`the program in TEMPORAL_CLI cannot be used: ${problem}`, 'Change or remove TEMPORAL_CLI.');
}

async function checkServer(client: Client, env: Env, address: string): Promise<Finding[]> {
  const { serverVersion } = await client.workflowService.getSystemInfo({});
  const findings = [temporal.ok(`${serverVersion} at ${address}`)];
  const namespace = env.TEMPORAL_NAMESPACE;
  const found = await client.workflowService.describeNamespace({ namespace }).catch(() => undefined);
  if (found === undefined)
    return [...findings, temporal.fail(`namespace ${namespace} is not there`, `Create it, or name another in TEMPORAL_NAMESPACE.`)];
  return [...findings, temporal.ok(`namespace ${namespace}`), await checkAttributes(client, namespace), checkFairness(env)];
}

async function checkAttributes(client: Client, namespace: string): Promise<Finding> {
  const names = Object.keys(searchAttributes);
  const known = await client.connection.operatorService.listSearchAttributes({ namespace }).catch(() => undefined);
  if (known === undefined)
    return temporal.warn('search attributes cannot be read with this login', `Make sure that there are: ${names.join(', ')} (Keyword).`);
  const missing = names.filter((name) => known.customAttributes?.[name] === undefined);
  if (missing.length === 0) return temporal.ok(`search attributes ${names.join(', ')}`);
  return temporal.warn(
    `search attributes ${missing.join(', ')} are not there yet`,
    'The next start adds them; on a cluster that forbids it, ask its operator.',
  );
}

/** A server does not tell whether fairness is on; ours has it in its command line. */
function checkFairness(env: Env): Finding {
  const values = Object.entries(fairnessSettings).map(([name, value]) => `${name}=${value}`);
  if (env.TEMPORAL_ADDRESS !== undefined)
    return temporal.ok(`fairness between companies cannot be read; the server must have ${values.join(' and ')}`);
  const isOn = findProcesses(['start-dev', ...values]).length > 0;
  return isOn
    ? temporal.ok('fairness between companies is on')
    : temporal.warn('fairness between companies is off', 'Stop Deskhand and start it again.');
}
