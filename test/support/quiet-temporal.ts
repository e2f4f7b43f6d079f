import { DefaultLogger, makeTelemetryFilterString, Runtime } from '@temporalio/worker';

// Test output is for test results: the SDK speaks only when something is wrong. Must be loaded before the first connection or worker.
Runtime.install({
  logger: new DefaultLogger('ERROR'),
  telemetryOptions: { logging: { forward: {}, filter: makeTelemetryFilterString({ core: 'ERROR' }) } },
});
