import { createLogger } from '../../../config/logger.ts';
import { startEmbeddedPostgres } from '../../../server/embedded/postgres.ts';
import { startTemporalServer } from '../../../server/embedded/temporal-server.ts';

// A Deskhand that holds one server: prints what it started as one line and then waits to be killed, or exits without `stop` at a line on stdin.
const [kind, dataFolder = '', binary = ''] = process.argv.slice(2);
const log = createLogger({ level: 'silent', role: 'test' });
const server =
  kind === 'postgres'
    ? await startEmbeddedPostgres({ dataFolder, log, fsync: false })
    : await startTemporalServer({ dataFolder, log, binary });
process.stdout.write(`${JSON.stringify(server)}\n`);
process.stdin.once('data', () => process.exit(0));
