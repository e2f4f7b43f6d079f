import type { Actor, TenantId } from '../../../domain/ids.types.ts';
import { learnedText } from '../../../domain/learning/learned-text.rules.ts';
import type { WithTenant } from '../../../domain/tenancy/unit-of-work.ts';
import type { TriageSuggestion } from '../../../domain/tickets/tickets.types.ts';
import { type InUse, type LearnedClassifiers, learnedOf } from './classify-text.ts';
import { withLearnedType } from './with-learned-type.rules.ts';

/** Adds to the suggestion for a new mail what the company's classifier says of it. */
export type LearnedTriage = (
  tenantId: TenantId,
  mail: { subject: string; text: string },
  suggestion: TriageSuggestion,
) => Promise<TriageSuggestion>;

const actor: Actor = { kind: 'system', name: 'triage' };
/** Another classifier is noticed so soon; until then a mail asks no database. */
const lookAgainMs = 10_000;

/** The type of new mails by the classifiers in use. What goes wrong with a classifier never holds up a mail: then the rules' suggestion stands. */
export function createLearnedTriage(
  { withTenant, classifiers, onTrouble }: { withTenant: WithTenant; classifiers: LearnedClassifiers; onTrouble: (error: unknown) => void },
  clock: () => number = Date.now,
): LearnedTriage {
  const looked = new Map<TenantId, { at: number; found: InUse | null }>();
  const current = async (tenantId: TenantId): Promise<InUse | null> => {
    const last = looked.get(tenantId);
    if (last !== undefined && clock() - last.at < lookAgainMs) return last.found;
    const found = await withTenant(tenantId, actor, (uow) => classifiers.inUse(uow, 'type'));
    looked.set(tenantId, { at: clock(), found });
    return found;
  };
  return async (tenantId, { subject, text }, suggestion) => {
    try {
      const found = await current(tenantId);
      return found === null ? suggestion : withLearnedType(suggestion, learnedOf(found, learnedText(subject, text)));
    } catch (error) {
      onTrouble(error);
      return suggestion;
    }
  };
}
