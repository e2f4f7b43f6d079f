import { createServer } from 'node:net';
import type { Env } from '../../../config/env.ts';
import { about, type Finding } from './finding.types.ts';

/** Whether our ports can be listened on, or are in use by a Deskhand that runs. */
export async function checkPorts(env: Env, isRunning: boolean): Promise<Finding[]> {
  const wanted: [string, string, number][] = [
    ['WEB_PORT', env.WEB_HOST, env.WEB_PORT],
    ['SMTP_DOOR_PORT', env.SMTP_DOOR_HOST, env.SMTP_DOOR_PORT],
    ...(env.DESKHAND_DEMO && env.DATABASE_URL === undefined
      ? [['DEMO_MAILBOX_PORT', '127.0.0.1', env.DEMO_MAILBOX_PORT] as [string, string, number]]
      : []),
  ];
  return Promise.all(wanted.map(([setting, host, port]) => checkPort(setting, host, port, isRunning)));
}

async function checkPort(setting: string, host: string, port: number, isRunning: boolean): Promise<Finding> {
  const subject = about('port');
  const code = await whyNot(host, port);
  if (code === null) return subject.ok(`${host}:${port} is free (${setting})`);
  if (code === 'EADDRINUSE') {
    if (isRunning) return subject.ok(`${host}:${port} is in use while Deskhand runs (${setting})`);
    return subject.fail(`${host}:${port} is taken by another program`, `Stop that program, or choose another port in ${setting}.`);
  }
  if (code === 'EACCES')
    return subject.fail(`${host}:${port} is not allowed for this user`, `Choose a port above 1023 in ${setting}, or allow it.`);
  return subject.fail(`${host}:${port} cannot be listened on (${code})`, `Check the address beside ${setting}.`);
}

function whyNot(host: string, port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.name));
    probe.listen({ host, port, exclusive: true }, () => probe.close(() => resolve(null)));
  });
}
