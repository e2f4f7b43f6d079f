import type { StaffUserId } from '../ids.types.ts';

/** Somebody a note can name. */
export type Mentionable = { id: StaffUserId; name: string; email: string };

/**
 * Who a text names: `@` and the whole name, the mail address, the part of it before its @, or a first name that only one person has. Case does not matter. The `@`
 * inside a mail address names nobody.
 */
export function mentionsIn(text: string, staff: readonly Mentionable[]): StaffUserId[] {
  const names = namesOf(staff);
  const found = new Set<StaffUserId>();
  const lower = text.toLowerCase();
  for (const { index } of lower.matchAll(/(?<![\p{L}\p{N}._-])@/gu)) {
    const rest = lower.slice(index + 1);
    const hit = names.find(({ name }) => rest.startsWith(name) && !/^[\p{L}\p{N}_-]|^\.[\p{L}\p{N}]|^@/u.test(rest.slice(name.length)));
    if (hit !== undefined) found.add(hit.id);
  }
  return [...found];
}

/** Longest first: “anna maria” is not “anna”. A name that two people answer to names neither. */
function namesOf(staff: readonly Mentionable[]): { name: string; id: StaffUserId }[] {
  const owners = new Map<string, Set<StaffUserId>>();
  for (const { id, name, email } of staff) {
    const full = name.toLowerCase().trim();
    const all = [full, full.replace(/\s+/g, ''), full.split(/\s+/)[0] ?? '', email.toLowerCase(), email.toLowerCase().split('@')[0] ?? ''];
    for (const one of all.filter((word) => word !== '')) owners.set(one, (owners.get(one) ?? new Set()).add(id));
  }
  return [...owners]
    .flatMap(([name, ids]) => (ids.size === 1 ? [...ids].map((id) => ({ name, id })) : []))
    .toSorted((a, b) => b.name.length - a.name.length);
}
