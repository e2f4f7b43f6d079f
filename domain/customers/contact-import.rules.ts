import type { ImportProblem, ImportResult } from '../csv-table.rules.ts';
import type { ContactId, CustomerId } from '../ids.types.ts';
import type { ContactRow } from './contact-rows.rules.ts';

/** A customer while an import is planned; `state` says whether it has to be written. */
export type PlannedCustomer = { id: CustomerId; name: string; domains: string[]; state: 'kept' | 'new' | 'changed' };
/** A contact while an import is planned. `added` are the addresses it does not have yet. */
export type PlannedContact = {
  id: ContactId;
  customerId: CustomerId | null;
  name: string;
  jobTitle: string | null;
  phone: string | null;
  addresses: string[];
  added: string[];
  state: 'kept' | 'new' | 'changed';
};

/** What is there before the import; it is changed into what shall be there after it. */
export type ImportState = { customers: PlannedCustomer[]; contacts: PlannedContact[] };
export type ImportPlan = ImportState & Omit<ImportResult, 'unusedColumns'> & { problems: ImportProblem[] };

/**
 * What a customer file does to what is there. A customer is known by its name (whatever the case); a contact by any of its addresses, else by its
 * name at its customer, so importing the same file twice changes nothing the second time. An empty cell leaves what is there.
 */
export function planContactImport(state: ImportState, rows: ContactRow[], makeId: () => string): ImportPlan {
  const plan: ImportPlan = { ...state, changes: [], unchanged: 0, problems: [] };
  const index = indexOf(state);
  for (const row of rows) {
    const before = plan.changes.length + plan.problems.length;
    const customer = row.customer === null ? null : planCustomer(plan, index, row, row.customer, makeId);
    if (row.name !== null || row.addresses.length > 0) planContact(plan, index, row, customer, makeId);
    if (plan.changes.length + plan.problems.length === before) plan.unchanged += 1;
  }
  return plan;
}

type Index = {
  customers: Map<string, PlannedCustomer>;
  domains: Map<string, PlannedCustomer>;
  addresses: Map<string, PlannedContact>;
  names: Map<string, PlannedContact>;
  lines: Map<string, { line: number; name: string | null }>;
};

const nameKey = (customerId: CustomerId | null, name: string): string => `${customerId ?? ''} ${name.toLowerCase()}`;

function indexOf(state: ImportState): Index {
  return {
    customers: new Map(state.customers.map((customer) => [customer.name.toLowerCase(), customer])),
    domains: new Map(state.customers.flatMap((customer) => customer.domains.map((domain) => [domain, customer] as const))),
    addresses: new Map(state.contacts.flatMap((contact) => contact.addresses.map((address) => [address, contact] as const))),
    names: new Map(state.contacts.map((contact) => [nameKey(contact.customerId, contact.name), contact])),
    lines: new Map(),
  };
}

function planCustomer(plan: ImportPlan, index: Index, row: ContactRow, name: string, makeId: () => string): PlannedCustomer {
  let customer = index.customers.get(name.toLowerCase());
  if (customer === undefined) {
    customer = { id: makeId() as CustomerId, name, domains: [], state: 'new' };
    index.customers.set(name.toLowerCase(), customer);
    plan.customers.push(customer);
    plan.changes.push({ line: row.line, what: `new customer ${name}` });
  }
  for (const domain of row.domains) {
    const holder = index.domains.get(domain);
    if (holder === customer) continue;
    if (holder !== undefined) {
      plan.problems.push({ line: row.line, column: null, problem: `the mail domain ${domain} belongs to ${holder.name}` });
      continue;
    }
    index.domains.set(domain, customer);
    customer.domains.push(domain);
    if (customer.state === 'kept') customer.state = 'changed';
    plan.changes.push({ line: row.line, what: `${customer.name}: new mail domain ${domain}` });
  }
  return customer;
}

function planContact(plan: ImportPlan, index: Index, row: ContactRow, customer: PlannedCustomer | null, makeId: () => string): void {
  if (notesClash(plan, index, row)) return;
  const holders = [...new Set(row.addresses.flatMap((address) => index.addresses.get(address) ?? []))];
  if (holders.length > 1) {
    const names = holders.map((holder) => holder.name).join(' and ');
    plan.problems.push({ line: row.line, column: null, problem: `its addresses belong to different contacts: ${names}` });
    return;
  }
  const namesake =
    row.name !== null && (customer !== null || row.addresses.length === 0)
      ? index.names.get(nameKey(customer?.id ?? null, row.name))
      : undefined;
  const known = holders[0] ?? namesake;
  const contact = known ?? newContact(plan, row, customer, makeId);
  if (known !== undefined) {
    index.names.delete(nameKey(known.customerId, known.name));
    changeContact(plan, row, known, customer);
  }
  index.names.set(nameKey(contact.customerId, contact.name), contact);
  for (const address of row.addresses.filter((wanted) => !contact.addresses.includes(wanted))) {
    contact.addresses.push(address);
    contact.added.push(address);
    index.addresses.set(address, contact);
    plan.changes.push({ line: row.line, what: `${contact.name}: new address ${address}` });
  }
}

/** One address on two lines under two names: nobody could say which is meant. */
function notesClash(plan: ImportPlan, index: Index, row: ContactRow): boolean {
  for (const address of row.addresses) {
    const earlier = index.lines.get(address);
    if (earlier !== undefined && earlier.name !== row.name) {
      plan.problems.push({ line: row.line, column: null, problem: `${address} stands on line ${earlier.line} under another name` });
      return true;
    }
    index.lines.set(address, { line: row.line, name: row.name });
  }
  return false;
}

function newContact(plan: ImportPlan, row: ContactRow, customer: PlannedCustomer | null, makeId: () => string): PlannedContact {
  const contact: PlannedContact = {
    id: makeId() as ContactId,
    customerId: customer?.id ?? null,
    name: row.name ?? row.addresses[0] ?? '',
    jobTitle: row.jobTitle,
    phone: row.phone,
    addresses: [],
    added: [],
    state: 'new',
  };
  plan.contacts.push(contact);
  plan.changes.push({ line: row.line, what: `new contact ${contact.name}${customer === null ? '' : ` of ${customer.name}`}` });
  return contact;
}

function changeContact(plan: ImportPlan, row: ContactRow, contact: PlannedContact, customer: PlannedCustomer | null): void {
  const note = (what: string): void => {
    plan.changes.push({ line: row.line, what: `${contact.name}: ${what}` });
    if (contact.state === 'kept') contact.state = 'changed';
  };
  if (customer !== null && contact.customerId !== customer.id) {
    note(`now at ${customer.name}`);
    contact.customerId = customer.id;
  }
  for (const [field, label] of [
    ['jobTitle', 'job title'],
    ['phone', 'phone'],
    ['name', 'name'],
  ] as const) {
    const wanted = row[field];
    if (wanted === null || wanted === contact[field]) continue;
    note(`${label} is now ${wanted}`);
    contact[field] = wanted;
  }
}
