import { can } from '../../../domain/people/permissions.rules.ts';
import { sqlRows } from '../../../domain/tenancy/sql.ts';
import type { OperationContext } from '../operation.ts';
import { type Token, tokens } from './fold.rules.ts';
import { meaningOf } from './lexicon.rules.ts';
import type { KnownNames } from './plan.types.ts';

const mostNames = 500;
const mostWords = 20;

/** The names of the asker's own company that the words of a text may mean: all staff and teams, and of the customers first those with a word that begins like one of the text. */
export async function loadNames({ uow, asker }: Pick<OperationContext, 'uow' | 'asker'>, text: string): Promise<KnownNames> {
  const people = await sqlRows<{ kind: 'staff' | 'team'; name: string }>(
    uow,
    "select 'staff' as kind, name from staff_users where active union all select 'team', name from teams where active order by 1, 2 limit ?",
    [2 * mostNames],
  );
  const names = (kind: 'staff' | 'team'): string[] => people.filter((one) => one.kind === kind).map((one) => one.name);
  return { staff: names('staff'), team: names('team'), customer: can(asker.role, 'customer:view') ? await customersLike(uow, text) : [] };
}

async function customersLike(uow: OperationContext['uow'], text: string): Promise<string[]> {
  const starts = [
    ...new Set(
      tokens(text)
        .filter(mayName)
        .map((one) => likeStart(one.raw.toLowerCase().slice(0, 3))),
    ),
  ].slice(0, mostWords);
  if (starts.length === 0) return [];
  const rows = await sqlRows<{ name: string }>(
    uow,
    `select name from customers order by (${starts.map(() => "name ilike ? or name ilike '% ' || ?").join(' or ')}) desc, lower(name) limit ?`,
    [...starts.flatMap((start) => [start, start]), mostNames],
  );
  return rows.map((row) => row.name);
}

function mayName({ mark, raw, word }: Token): boolean {
  return mark === 'word' && raw.length > 1 && meaningOf([word])?.has('stop') !== true;
}

function likeStart(start: string): string {
  return `${start.replace(/[\\%_]/g, (mark) => `\\${mark}`)}%`;
}
