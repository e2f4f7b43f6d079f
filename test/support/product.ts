import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { quietPort } from '../../bench/support/quiet-port.ts';

const cli = fileURLToPath(new URL('../../bin/deskhand.mjs', import.meta.url));

export type Finished = { code: number | null; out: string; err: string };

/** The product as its users run it: child processes on a data folder and ports of their own. */
export class Product {
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly ports: { web: number; smtp: number; demo: number };
  #child: ChildProcess | undefined;
  #said = '';

  private constructor(folder: string, ports: Product['ports'], settings: Record<string, string>) {
    this.folder = folder;
    this.ports = ports;
    this.environment = {
      ...process.env,
      DESKHAND_DATA: folder,
      WEB_PORT: String(ports.web),
      SMTP_DOOR_PORT: String(ports.smtp),
      DEMO_MAILBOX_PORT: String(ports.demo),
      ...settings,
    };
  }

  /** `settings` join the environment of its processes. */
  static async prepare(settings: Record<string, string> = {}): Promise<Product> {
    const folder = await mkdtemp(join(tmpdir(), 'deskhand-e2e-'));
    return new Product(folder, { web: await quietPort(), smtp: await quietPort(), demo: await quietPort() }, settings);
  }

  /** Everything it has printed since the last start, results and log. */
  get said(): string {
    return this.#said;
  }

  /** Starts it and resolves when it says that it is ready. */
  async start(...more: string[]): Promise<void> {
    this.#said = '';
    const child = spawn(process.execPath, [cli, 'start', ...more], { env: this.environment, stdio: ['ignore', 'pipe', 'pipe'] });
    this.#child = child;
    await new Promise<void>((resolve, reject) => {
      const hear = (chunk: Buffer): void => {
        this.#said += chunk;
        if (this.#said.includes('Deskhand is ready')) resolve();
      };
      child.stdout?.on('data', hear);
      child.stderr?.on('data', hear);
      child.once('close', (code) => reject(new Error(`ended with ${code} before it was ready: ${this.#said.slice(-2_000)}`)));
    });
  }

  /** Sends the signal and resolves with the exit code, null after SIGKILL. */
  async end(signal: NodeJS.Signals): Promise<number | null> {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null) return child?.exitCode ?? null;
    const closed = new Promise<number | null>((resolve) => child.once('close', resolve));
    child.kill(signal);
    return closed;
  }

  /** Runs one CLI command to its end. */
  run(words: string[], input = ''): Promise<Finished> {
    const child = spawn(process.execPath, [cli, ...words], { env: this.environment, stdio: ['pipe', 'pipe', 'pipe'] });
    const said = { out: '', err: '' };
    child.stdout.on('data', (chunk: Buffer) => {
      said.out += chunk;
    });
    child.stderr.on('data', (chunk: Buffer) => {
      said.err += chunk;
    });
    child.stdin.end(input);
    return new Promise((resolve, reject) => child.once('error', reject).once('close', (code) => resolve({ code, ...said })));
  }

  /** Text of a file of the data folder. */
  read(name: string): Promise<string> {
    return readFile(join(this.folder, name), 'utf8');
  }

  async discard(): Promise<void> {
    await this.end('SIGTERM');
    await rm(this.folder, { recursive: true, force: true });
  }
}
