import { AppError } from '../errors.ts';
import type { TicketId } from '../ids.types.ts';
import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { LoadedMacro } from './load-macro.ts';
import { runMacro } from './run-macro.ts';

/** `steps` is exactly what running it now would do; `refused` is why it would not run, and then nothing of it would be done. */
export type MacroPreview = { steps: string[]; refused: string | null };

/** What a macro would do to a ticket as it stands: it is run and taken back, so that preview and run cannot differ. Changes nothing. Throws `not_found`. */
export async function previewMacro(
  uow: TenantUnitOfWork,
  ticketId: TicketId,
  macro: Pick<LoadedMacro, 'name' | 'actions'>,
): Promise<MacroPreview> {
  await sqlRun(uow, 'savepoint macro_preview');
  try {
    const { steps } = await runMacro(uow, ticketId, macro);
    return { steps, refused: null };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { steps: [], refused: error.userMessage };
  } finally {
    await sqlRun(uow, 'rollback to savepoint macro_preview');
    await sqlRun(uow, 'release savepoint macro_preview');
  }
}
