import { z } from 'zod';
import { assertNoProblems, type CsvTable, cellsOf, checkCell, findColumns, type ImportProblem } from '../csv-table.rules.ts';
import { mailAddress, shownName } from '../input.rules.ts';
import { ownDomain } from './customer-input.rules.ts';

/** One record of a customer file. An empty cell says nothing: it is null or an empty list. */
export type ContactRow = {
  line: number;
  customer: string | null;
  domains: string[];
  name: string | null;
  addresses: string[];
  jobTitle: string | null;
  phone: string | null;
};

const headerNames = {
  customer: [
    'customer',
    'customername',
    'company',
    'companyname',
    'account',
    'organisation',
    'organization',
    'client',
    'firma',
    'kunde',
    'unternehmen',
  ],
  domains: ['domain', 'domains', 'maildomain', 'maildomains', 'emaildomain', 'website'],
  name: ['contact', 'contactname', 'name', 'fullname', 'person', 'ansprechpartner', 'kontakt'],
  firstName: ['firstname', 'givenname', 'vorname'],
  lastName: ['lastname', 'surname', 'familyname', 'nachname'],
  addresses: ['email', 'emails', 'mail', 'emailaddress', 'emailaddresses', 'otheremail', 'otheremails', 'secondemail', 'emailadresse'],
  jobTitle: ['jobtitle', 'title', 'position', 'funktion', 'job'],
  phone: ['phone', 'phonenumber', 'telephone', 'tel', 'telefon', 'telefonnummer', 'mobile'],
};
type Field = keyof typeof headerNames;

const plainText = z.string().max(200, 'must be at most 200 characters long');

/**
 * Reads the records of a customer file: one contact a line with its customer, or a customer alone. Without a column for customers and for
 * addresses a `name` is the customer's. Throws `invalid_input` naming line and column of everything that cannot be.
 */
export function readContactRows(table: CsvTable): { rows: ContactRow[]; unusedColumns: string[] } {
  const { at, unused } = findColumns<Field>(table.headers, headerNames);
  if (at.customer.length === 0 && at.addresses.length === 0) [at.customer, at.name] = [at.name, []];
  const problems: ImportProblem[] = [];
  if (at.customer.length === 0 && at.name.length + at.lastName.length === 0) {
    const problem = `needs a column “customer” or “contact”; found: ${table.headers.join(', ').slice(0, 200)}`;
    problems.push({ line: 1, column: null, problem });
  }
  const rows = table.records.map((record) => readRow(record, at, table.headers, problems));
  for (const row of rows.filter(saysNothing))
    problems.push({ line: row.line, column: null, problem: 'names neither a customer nor a contact' });
  assertNoProblems(problems);
  return { rows, unusedColumns: unused };
}

function readRow(
  record: CsvTable['records'][number],
  at: Record<Field, number[]>,
  headers: string[],
  problems: ImportProblem[],
): ContactRow {
  const read = <Schema extends z.ZodType>(schema: Schema, field: Field, split?: RegExp): z.output<Schema>[] =>
    cellsOf(record, at[field]).flatMap(({ text, column }) => {
      const parts = split === undefined ? [text] : text.split(split).filter((part) => part !== '');
      const place = { line: record.line, column: headers[column] ?? null };
      return parts.flatMap((part) => checkCell(schema, part, place, problems) ?? []);
    });
  const splitName = [...read(shownName, 'firstName'), ...read(shownName, 'lastName')].join(' ');
  return {
    line: record.line,
    customer: read(shownName, 'customer')[0] ?? null,
    domains: [...new Set(read(ownDomain, 'domains', /[\s;,]+/))],
    name: read(shownName, 'name')[0] ?? (splitName === '' ? null : splitName),
    addresses: [...new Set(read(mailAddress, 'addresses', /[\s;,]+/))],
    jobTitle: read(plainText, 'jobTitle')[0] ?? null,
    phone: read(plainText, 'phone')[0] ?? null,
  };
}

function saysNothing(row: ContactRow): boolean {
  return row.customer === null && row.name === null && row.addresses.length === 0;
}
