import { createInterface } from 'node:readline';
import { type REPLServer, start } from 'node:repl';
import { PassThrough, type Readable } from 'node:stream';
import { sqlRows, sqlRun } from '../../../domain/tenancy/sql.ts';
import type { TenantUnitOfWork } from '../../../domain/tenancy/unit-of-work.ts';
import { inTenant, tenantOption } from '../choose-tenant.ts';
import { defineCommand, expectWords, type Terminal } from '../cli.types.ts';
import { withDesk } from '../open-desk.ts';

/** Thrown to roll the unit back. */
class RolledBack extends Error {}

/** A prompt inside one unit of work, as the application role: what is done becomes real with `.commit`, and never otherwise. */
export const shell = defineCommand({
  options: tenantOption,
  run: async (context, { tenant }, words) => {
    expectWords(words);
    const { terminal } = context;
    await withDesk(context, async (desk) => {
      const work = inTenant(desk, tenant, async (uow) => {
        // The application role's own limit is a minute; a person thinks longer.
        await sqlRun(uow, "set local idle_in_transaction_session_timeout = '30min'");
        terminal.note(
          'uow: the unit of work. sql`select …`: its rows, values as in any template string. .commit keeps what was done; .exit undoes it.',
        );
        if (!(await prompt(uow, terminal))) throw new RolledBack('rolled back');
      });
      const isCommitted = await work.then(
        () => true,
        (error: unknown) => {
          if (error instanceof RolledBack) return false;
          throw error;
        },
      );
      terminal.note(isCommitted ? 'Committed.' : 'Rolled back: nothing was changed.');
    });
  },
});

/** Resolves to true after `.commit`. */
function prompt(uow: TenantUnitOfWork, terminal: Terminal): Promise<boolean> {
  return new Promise((resolve) => {
    let commits = false;
    const { output, isInteractive } = terminal;
    const input = isInteractive ? terminal.input : new PassThrough();
    const repl = start({ prompt: isInteractive ? 'deskhand> ' : '', input, output, terminal: isInteractive, ignoreUndefined: true });
    Object.assign(repl.context, { uow, sql: sqlTag(uow) });
    repl.defineCommand('commit', {
      help: 'Keep what was done and end',
      action() {
        commits = true;
        this.close();
      },
    });
    repl.once('exit', () => resolve(commits));
    if (input instanceof PassThrough) void feed(repl, terminal.input, input);
  });
}

/** Hands a script to the prompt line by line, each when the prompt is back: by itself it would run them all at once. */
async function feed(repl: REPLServer, script: Readable, input: PassThrough): Promise<void> {
  let isBack: () => void = () => undefined;
  const show = repl.displayPrompt;
  Object.assign(repl, {
    displayPrompt(this: REPLServer, ...options: [boolean?]) {
      show.apply(this, options);
      isBack();
    },
  });
  let isOver = false;
  repl.once('exit', () => {
    isOver = true;
    isBack();
  });
  for await (const line of createInterface({ input: script })) {
    const back = new Promise<void>((resolve) => {
      isBack = resolve;
    });
    input.write(`${line}\n`);
    await back;
    if (isOver) return;
  }
  input.end();
}

/** A statement with its values as parameters. One that fails does not end the unit: it is undone alone. */
function sqlTag(uow: TenantUnitOfWork) {
  return async (parts: TemplateStringsArray, ...values: unknown[]): Promise<object[]> => {
    await sqlRun(uow, 'savepoint line');
    try {
      const rows = await sqlRows(uow, parts.join('?'), values);
      await sqlRun(uow, 'release savepoint line');
      return rows;
    } catch (error) {
      await sqlRun(uow, 'rollback to savepoint line');
      // The ORM's error prints over a screen; what the server said is enough at a prompt.
      throw Object.assign(new Error((error as Error).message.split('\n').at(-1)), { stack: '' });
    }
  };
}
