import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { atExit } from './at-exit.ts';
import { descendants, killAtOnce, measureProcesses, serverPids, type TreeProcess } from './process-tree.ts';
import { quietPort } from './quiet-port.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const readyWords = 'Deskhand is ready';

export type ProductOptions = {
  /** Whether to create the demo company at the first start. */
  demo?: boolean;
  /** Starts it by `npm start`, as a newcomer does, instead of by Node at once. */
  viaNpm?: boolean;
  /** Arguments for Node itself. */
  nodeArguments?: string[];
  settings?: Record<string, string>;
};

/** The product as a child process on a data folder and ports of its own. */
export class Product {
  readonly folder: string;
  readonly ports: { web: number; smtp: number; demo: number };
  readonly logFile: string;
  readonly #options: ProductOptions;
  #child: ChildProcess | undefined;
  #said = '';
  #forget: () => void = () => undefined;

  private constructor(folder: string, ports: Product['ports'], options: ProductOptions) {
    this.folder = folder;
    this.ports = ports;
    this.logFile = join(folder, 'product.log');
    this.#options = options;
  }

  /** Chooses a folder and ports; nothing runs yet. Whatever happens, nothing of it outlives this process. */
  static async prepare(options: ProductOptions = {}): Promise<Product> {
    const folder = await mkdtemp(join(tmpdir(), 'deskhand-bench-'));
    const product = new Product(folder, { web: await quietPort(), smtp: await quietPort(), demo: await quietPort() }, options);
    product.#forget = atExit(() => {
      product.#killEverything();
      rmSync(folder, { recursive: true, force: true });
    });
    return product;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** Whether the process that was started last still runs. */
  get isRunning(): boolean {
    return this.#child !== undefined && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** What it printed since its last start. */
  get said(): string {
    return this.#said;
  }

  /** The environment of its processes, also for the settings of a core beside it. */
  get environment(): Record<string, string | undefined> {
    return {
      ...process.env,
      DESKHAND_DATA: this.folder,
      DESKHAND_DEMO: String(this.#options.demo ?? false),
      WEB_PORT: String(this.ports.web),
      SMTP_DOOR_PORT: String(this.ports.smtp),
      DEMO_MAILBOX_PORT: String(this.ports.demo),
      ...this.#options.settings,
    };
  }

  /** Starts it without waiting. */
  launch(): void {
    const log = openSync(this.logFile, 'a');
    const { viaNpm, nodeArguments = [] } = this.#options;
    const [command, args] =
      viaNpm === true ? ['npm', ['start', '--silent']] : [process.execPath, [...nodeArguments, 'server/cli.ts', 'start']];
    this.#said = '';
    const child = spawn(command, args, { cwd: root, env: this.environment, stdio: ['ignore', 'pipe', log] });
    closeSync(log);
    this.#child = child;
    child.stdout?.on('data', (piece: Buffer) => {
      this.#said += piece;
    });
  }

  /** Starts it and resolves with the seconds until it said that it is ready. Rejects with its last words when it ends before. */
  async start(limitMs = 120_000): Promise<number> {
    const began = performance.now();
    this.launch();
    while (!this.#said.includes(readyWords)) {
      if (!this.isRunning) throw new Error(`the product ended before it was ready: ${this.#said.slice(-500)} ${this.logTail()}`);
      if (performance.now() - began > limitMs)
        throw new Error(`the product was not ready in time: ${this.#said.slice(-500)} ${this.logTail()}`);
      await sleep(5);
    }
    return (performance.now() - began) / 1000;
  }

  /** SIGTERM; resolves with the exit code and the seconds it took. After 20 s everything is killed and the code is null. */
  async stop(): Promise<{ code: number | null; seconds: number }> {
    const began = performance.now();
    this.#child?.kill('SIGTERM');
    while (this.isRunning && performance.now() - began < 20_000) await sleep(10);
    if (this.isRunning) await this.kill('tree');
    return { code: this.#child?.exitCode ?? null, seconds: (performance.now() - began) / 1000 };
  }

  /** SIGKILL of the application alone, or of it, PostgreSQL with all its children, and Temporal at once. Resolves when they are gone. */
  async kill(what: 'app' | 'tree'): Promise<void> {
    const app = this.pid === undefined ? [] : [this.pid];
    const { postgres, temporal } = serverPids(this.folder);
    const pids = what === 'app' ? app : [...app, ...postgres, ...temporal];
    killAtOnce(pids);
    while (this.isRunning) await sleep(1);
  }

  /** Every process of the product with its memory, npm's and its shell's too. */
  processes(): TreeProcess[] {
    const { postgres, temporal } = serverPids(this.folder);
    const app = this.pid === undefined ? [] : [this.pid, ...descendants(this.pid)];
    return measureProcesses([...app, ...postgres, ...temporal]);
  }

  /** Process id of the application itself, also behind npm. */
  get applicationPid(): number | undefined {
    if (this.#options.viaNpm !== true || this.pid === undefined) return this.pid;
    return measureProcesses(descendants(this.pid)).find(({ name }) => /^node .*deskhand\.mjs/.test(name))?.pid;
  }

  /** The last lines of its log. */
  logTail(lines = 15): string {
    return readFileSync(this.logFile, 'utf8').split('\n').slice(-lines).join('\n');
  }

  /** Ends it and deletes its folder. */
  async discard(): Promise<void> {
    if (this.isRunning) await this.stop();
    this.#killEverything();
    this.#forget();
    await rm(this.folder, { recursive: true, force: true });
  }

  #killEverything(): void {
    const { postgres, temporal } = serverPids(this.folder);
    killAtOnce([...(this.isRunning && this.pid !== undefined ? [this.pid, ...descendants(this.pid)] : []), ...postgres, ...temporal]);
  }
}
