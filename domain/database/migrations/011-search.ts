import { Migration } from '@mikro-orm/migrations';
import { appRole, lookupFunction, openToLookup, secureTable, unforced } from '../row-security.ts';

const searchTable = `create table search_documents (
  tenant_id uuid not null references tenants (id),
  ticket_id uuid not null,
  id uuid not null,
  doc tsvector not null,
  primary key (tenant_id, ticket_id, id),
  foreign key (tenant_id, ticket_id) references tickets (tenant_id, id) on delete cascade
)`;

const viewTable = `create table saved_views (
  tenant_id uuid not null references tenants (id),
  id uuid not null primary key,
  owner_id uuid not null,
  name text not null check (length(name) between 1 and 60),
  filter text not null check (length(filter) <= 500),
  shared boolean not null default false,
  position integer not null,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (tenant_id, id),
  foreign key (tenant_id, owner_id) references staff_users (tenant_id, id)
)`;

const viewIndexes = [
  'create unique index saved_views_own on saved_views (tenant_id, owner_id, lower(name))',
  'create unique index saved_views_shared on saved_views (tenant_id, lower(name)) where shared',
];

/** A tsvector must stay below 1 MB; so much text stays far below whatever its letters are. */
const longestText = 100_000;

// A control character stands before each mark: no word that a person writes can begin with it, so nobody can write a mark into a mail.
const mark = (letter: string, id: string): string => `chr(1) || '${letter}' || right(${id}::text, 12)`;

const head = `concat_ws(' ', t.number, translate(t.number, '-', ' '), t.subject, t.requester_name, t.requester_address,
  split_part(t.requester_address, '@', 2), translate(t.requester_address, '@._+-', '     '))`;
const marks = `array_to_tsvector(array_remove(array[${mark('t', 't.tenant_id')}, ${mark('c', 't.customer_id')}], null))`;
const words = (text: string): string => `to_tsvector('simple', search_fold(${text}))`;
const headRow = `t.tenant_id, t.id, t.id, ${marks} || ${words(head)}`;
const author = `case when m.author->>'kind' = 'contact' then concat_ws(' ', m.author->>'name', m.author->>'address') end`;
const messageRow = `m.tenant_id, m.ticket_id, m.id, d.doc || ${words(`concat_ws(E'\\n', ${author}, left(m.text, ${longestText}))`)}`;
const columns = '(tenant_id, ticket_id, id, doc)';
// For each message one look into the key of the documents: as a plain join it would be planned as a reading of all documents of the tenant.
const headOf =
  'select d.doc from search_documents d where d.tenant_id = m.tenant_id and d.ticket_id = m.ticket_id and d.id = m.ticket_id offset 0';
const withHead = `cross join lateral (${headOf}) d`;
const addHeads = (tickets: string): string =>
  `insert into search_documents ${columns} select ${headRow} from ${tickets} on conflict do nothing`;
const addMessages = (messages: string): string =>
  `insert into search_documents ${columns} select ${messageRow} from ${messages} on conflict do nothing`;

/** The words of a text without accents, whatever its language; and what a person typed as a query, which is never an operator. */
const wordFunctions = [
  `create function search_fold(p_text text) returns text language sql immutable parallel safe as $body$
     select case when octet_length(p_text) = char_length(p_text) then p_text
       else normalize(regexp_replace(normalize(p_text, NFKD), U&'[\\0300-\\036F]+', '', 'g'), NFKC) end $body$`,
  `create function search_word(p_text text, p_exact boolean) returns tsquery language sql immutable parallel safe as $body$
     select case when p_exact then phraseto_tsquery('simple', search_fold(p_text))
       else to_tsquery('simple', '''' || replace(replace(search_fold(p_text), '\\', '\\\\'), '''', '''''') || ''':*') end $body$`,
];

const trigger = (name: string, settings: string, body: string): string =>
  `create function ${name}() returns trigger language plpgsql ${settings} as $body$ begin ${body} return null; end $body$`;

// A plan that a function made while the tables were small is kept: what runs for every message may use only the one index that suits any size, and what
// runs seldom is planned each time.
const oneWay = 'set enable_seqscan = off';
const anew = 'set plan_cache_mode = force_custom_plan';

/**
 * New rows are indexed a statement at a time; changed ones, which are rare, one by one. A message takes its ticket's words from the document of the head. A
 * ticket and its first message may come in one statement, and the message first: then it makes the head. A restored document wins over a new one.
 */
const triggers = [
  `create function search_heads(p_tickets uuid[]) returns void language plpgsql ${anew} as $body$ begin
     ${addHeads('tickets t where t.id = any(p_tickets)')}; end $body$`,
  trigger('search_new_tickets', '', `${addHeads('fresh t')};`),
  trigger(
    'search_new_messages',
    oneWay,
    `if exists (select from fresh m where not exists (${headOf})) then
       perform search_heads(array(select distinct m.ticket_id from fresh m));
     end if;
     ${addMessages(`fresh m ${withHead}`)};`,
  ),
  trigger(
    'search_changed_ticket',
    anew,
    `delete from search_documents where tenant_id = new.tenant_id and ticket_id = new.id;
     perform search_heads(array[new.id]);
     ${addMessages(`ticket_messages m ${withHead} where m.tenant_id = new.tenant_id and m.ticket_id = new.id`)};`,
  ),
  trigger(
    'search_changed_message',
    anew,
    `delete from search_documents where tenant_id = old.tenant_id and ticket_id = old.ticket_id and id = old.id;
     if tg_op = 'UPDATE' then
       ${addMessages(`ticket_messages m ${withHead} where m.tenant_id = new.tenant_id and m.id = new.id`)};
     end if;`,
  ),
  `create trigger search_new after insert on tickets referencing new table as fresh for each statement execute function search_new_tickets()`,
  `create trigger search_new after insert on ticket_messages referencing new table as fresh for each statement execute function search_new_messages()`,
  `create trigger search_changed after update of number, subject, requester_name, requester_address, customer_id on tickets for each row
     when ((old.number, old.subject, old.requester_name, old.requester_address, old.customer_id)
       is distinct from (new.number, new.subject, new.requester_name, new.requester_address, new.customer_id))
     execute function search_changed_ticket()`,
  `create trigger search_changed after update of ticket_id, text, author on ticket_messages for each row
     when ((old.ticket_id, old.text, old.author) is distinct from (new.ticket_id, new.text, new.author)) execute function search_changed_message()`,
  'create trigger search_gone after delete on ticket_messages for each row execute function search_changed_message()',
];

/**
 * The tickets of the unit's tenant with a document that answers to the query. `p_driving` is the part of it that the index is asked for: a frequent word
 * beside a rare one is cheaper to look for in the documents that are left, hence the function instead of the operator. Under row security the operator @@ may not use the index, because it is
 * not leakproof: this function may, and filters by the tenant itself, by the mark in the index and by the column.
 */
const searchFunction = lookupFunction(
  'search_tickets(p_driving tsquery, p_query tsquery)',
  `table (ticket_id uuid) rows 500 ${anew}`,
  `select distinct d.ticket_id from search_documents d where d.tenant_id = current_setting('app.tenant_id')::uuid
     and d.doc @@ (quote_literal(${mark('t', "current_setting('app.tenant_id')::uuid")})::tsquery && p_driving) and ts_match_vq(d.doc, p_query)`,
);

// Short pending lists: a long one is read whole by every search, and the insert that fills it up pays for all of it.
const documentIndex = 'create index search_documents_words on search_documents using gin (doc) with (gin_pending_list_limit = 512)';

const unfinished = "status in ('open', 'in_progress', 'waiting_customer')";
const ticketIndexes = [
  'drop index tickets_by_status',
  'create index tickets_by_status on tickets (tenant_id, status, updated_at desc, id desc)',
  'create index tickets_by_priority on tickets (tenant_id, priority, updated_at desc, id desc)',
  'create index tickets_by_update on tickets (tenant_id, updated_at desc, id desc)',
  'create index tickets_by_creation on tickets (tenant_id, created_at desc, id desc)',
  `create index tickets_unfinished_of on tickets (tenant_id, assignee_id, updated_at desc, id desc) where ${unfinished}`,
  'create index tickets_counted on tickets (tenant_id, status, priority, snoozed_until) where not is_spam and merged_into_id is null',
  'create index attachments_ticket on attachments (tenant_id, ticket_id)',
];

/** Full text over tickets and messages under row security, the indexes that lists are read by, and saved views. */
export class Migration011Search extends Migration {
  override up(): void {
    this.addSql(searchTable);
    this.addSql(viewTable);
    for (const statement of [...wordFunctions, ...viewIndexes]) this.addSql(statement);
    for (const table of ['search_documents', 'saved_views']) for (const statement of secureTable(table)) this.addSql(statement);
    const fill = [addHeads('tickets t'), addMessages(`ticket_messages m ${withHead}`)];
    for (const statement of unforced(['tickets', 'ticket_messages', 'search_documents'], fill)) this.addSql(statement);
    for (const statement of [documentIndex, ...triggers, ...ticketIndexes]) this.addSql(statement);
    for (const statement of openToLookup('search_documents', ['tenant_id', 'ticket_id', 'doc'])) this.addSql(statement);
    for (const statement of searchFunction) this.addSql(statement);
    this.addSql(`grant execute on function search_fold(text), search_word(text, boolean), search_heads(uuid[]) to ${appRole}`);
  }
}
