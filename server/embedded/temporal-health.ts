import { connect } from 'node:net';
import { Connection } from '@temporalio/client';

/** Whether something listens on this port of 127.0.0.1. */
export function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    const done = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => done(true));
    socket.once('error', () => done(false));
    socket.setTimeout(1_000, () => done(false));
  });
}

/** Whether the Temporal server on this port says that it serves (gRPC health protocol). Answers within `limitMs`. */
export async function isServing(port: number, limitMs: number): Promise<boolean> {
  // The client would wait a second before its second try, so it is not asked before somebody listens.
  if (!(await isListening(port))) return false;
  try {
    const connection = await Connection.connect({ address: `127.0.0.1:${port}`, connectTimeout: limitMs });
    try {
      const service = 'temporal.api.workflowservice.v1.WorkflowService';
      const health = await connection.withDeadline(Date.now() + limitMs, () => connection.healthService.check({ service }));
      const serving = 1;
      return health.status === serving;
    } finally {
      await connection.close();
    }
  } catch {
    return false;
  }
}
