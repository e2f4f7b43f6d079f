import { z } from 'zod';
import { loadAssignee } from '../assignment/load-assignee.ts';
import { parseInput } from '../input.rules.ts';
import { findTeam } from '../people/find-team.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { keptName, macroActions } from './macros.rules.ts';
import type { MacroAction } from './macros.types.ts';
import { type SavedKept, saveKept } from './save-kept.ts';
import { readVariables } from './template-text.rules.ts';

const schema = z.strictObject({
  name: keptName,
  description: z.string().trim().max(300).default(''),
  actions: macroActions,
  shared: z.boolean(),
});

export type WantedMacro = { name: string; description?: string; actions: MacroAction[]; shared: boolean };

/**
 * Saves a macro of the person of this unit, or replaces theirs of that name. Everything it names must be there now: people, teams, variables. Throws
 * `invalid_input` naming what is wrong, `not_found`, and `conflict` when it is not at `seenVersion` any more.
 */
export async function saveMacro(uow: TenantUnitOfWork, wanted: WantedMacro, seenVersion: number | null = null): Promise<SavedKept> {
  const macro = parseInput(schema, wanted);
  for (const action of macro.actions) await assertAction(uow, action);
  return saveKept(uow, 'macros', { ...macro }, seenVersion);
}

async function assertAction(uow: TenantUnitOfWork, action: MacroAction): Promise<void> {
  if (action.kind === 'assign' && action.to !== null && action.to !== 'me') await loadAssignee(uow, action.to);
  if (action.kind === 'team') await findTeam(uow, action.team);
  if (action.kind === 'note' || action.kind === 'reply') readVariables(action.text);
  if (action.kind === 'next_action' && action.text !== null) readVariables(action.text);
}
