// Prints "PASSED FAILED" from Jest's JSON report. Runs under the machine's own Node, so it keeps to old syntax.
const { readFileSync } = require('node:fs');

const [, , file, status] = process.argv;

/** What a run came to. A file that could not run counts as one failure, and so does a run that failed without saying where. */
function countTests(report, exitCode) {
  if (report === null || report.numTotalTests === 0) return { passed: 0, failed: 1 };
  const passed = report.numPassedTests;
  const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
  return { passed, failed: failed === 0 && (exitCode !== 0 || report.success !== true) ? 1 : failed };
}

function readReport() {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

const { passed, failed } = countTests(readReport(), Number(status));
process.stdout.write(`${passed} ${failed}\n`);
