/** Search attributes that workflows of Deskhand set, with Temporal's type names. The same list is for a production cluster. */
export const searchAttributes: Record<string, string> = { TenantId: 'Keyword' };

/** Dynamic configuration that deals tasks fairly by `fairnessKey`. The same values must be set on a production cluster. */
export const fairnessSettings: Record<string, string> = { 'matching.useNewMatcher': 'true', 'matching.enableFairness': 'true' };

/** What differs between two development servers. */
export type TemporalArguments = { databaseFile: string; port: number; uiPort?: number; namespaces: string[] };

/**
 * Arguments of the development server: a file that survives SIGKILL, written in WAL mode with one sync a checkpoint (without the two
 * pragmas it writes about fifteen times as much), loopback only, and Temporal's web pages only when a port is given.
 */
export function temporalArguments(chosen: TemporalArguments): string[] {
  return [
    'server',
    'start-dev',
    ...(chosen.uiPort === undefined ? ['--headless'] : ['--ui-ip', '127.0.0.1', '--ui-port', String(chosen.uiPort)]),
    ...['--ip', '127.0.0.1', '--port', String(chosen.port), '--db-filename', chosen.databaseFile, '--log-level', 'error'],
    ...['--sqlite-pragma', 'journal_mode=WAL', '--sqlite-pragma', 'synchronous=NORMAL'],
    ...chosen.namespaces.flatMap((name) => ['--namespace', name]),
    ...Object.entries(searchAttributes).flatMap(([name, type]) => ['--search-attribute', `${name}=${type}`]),
    ...Object.entries(fairnessSettings).flatMap(([name, value]) => ['--dynamic-config-value', `${name}=${value}`]),
  ];
}

/** The ports in the command line of a running server. */
export function portsOf(commandLine: string): { port: number | undefined; uiPort: number | undefined } {
  return { port: numberAfter(commandLine, '--port'), uiPort: numberAfter(commandLine, '--ui-port') };
}

function numberAfter(commandLine: string, flag: string): number | undefined {
  const found = new RegExp(`(?:^| )${flag} (\\d+)(?: |$)`).exec(commandLine);
  return found === null ? undefined : Number(found[1]);
}
