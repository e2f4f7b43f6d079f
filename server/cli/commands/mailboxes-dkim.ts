import { addDkimKey } from '../../../domain/deliveries/add-dkim-key.ts';
import type { DkimAlgorithm } from '../../../domain/deliveries/dkim.types.ts';
import { type DkimKeyLine, listDkimKeys } from '../../../domain/deliveries/list-dkim-keys.ts';
import { settleDkimCheck } from '../../../domain/deliveries/settle-dkim-check.ts';
import { notFound } from '../../../domain/errors.ts';
import { lookUpDkimRecord, newDkimPair } from '../../../mail/outbound/dkim-keys.ts';
import { dkimRecordName } from '../../../mail/outbound/dkim-record.rules.ts';
import { inTenant, tenantOption } from '../choose-tenant.ts';
import { defineCommand, expectWords, type Terminal, UsageError } from '../cli.types.ts';
import { type Desk, withDesk } from '../open-desk.ts';

/** Makes a signing key of a sending domain and prints its DNS record; with `--check` looks the record up and begins to sign when it is right. */
export const mailboxesDkim = defineCommand({
  options: {
    ...tenantOption,
    selector: { type: 'string', meaning: 'name of a new key in DNS, such as s1' },
    ed25519: { type: 'boolean', default: false, meaning: 'a short Ed25519 key instead of RSA-2048; not every receiver reads it' },
    check: { type: 'boolean', default: false, meaning: 'look the record up in DNS; mails are signed once it is right' },
  },
  run: async (context, { tenant, selector, ed25519, check }, words) => {
    const [domain = ''] = expectWords(words, 'DOMAIN');
    if (selector === undefined && !check)
      throw new UsageError('Either --selector NAME makes a new key, or --check looks up the records of those there are.');
    return withDesk(context, (desk) =>
      check
        ? checkKeys(desk, tenant, { domain: domain.trim().toLowerCase(), selector: selector ?? null }, context.terminal)
        : addKey(desk, tenant, { domain, selector: selector ?? '', algorithm: ed25519 ? 'ed25519' : 'rsa' }, context.terminal),
    );
  },
});

type Wanted = { domain: string; selector: string; algorithm: DkimAlgorithm };

async function addKey(desk: Desk, tenant: string | undefined, wanted: Wanted, terminal: Terminal): Promise<number> {
  const pair = await newDkimPair(wanted.algorithm);
  const keys = await inTenant(desk, tenant, async (uow) => {
    const id = await addDkimKey(uow, { ...wanted, ...pair }, desk.keyRing);
    return (await listDkimKeys(uow)).filter((key) => key.id === id);
  });
  for (const key of keys) {
    terminal.note(`Publish this TXT record for ${key.domain}, then: deskhand mailboxes dkim ${key.domain} --check`);
    terminal.out(recordLine(key));
    terminal.note('A name server that takes 255 letters at most wants the value in pieces: "first" "second".');
    terminal.note('Until it is seen there, mails of this domain go out without our signature.');
  }
  return 0;
}

async function checkKeys(
  desk: Desk,
  tenant: string | undefined,
  { domain, selector }: { domain: string; selector: string | null },
  terminal: Terminal,
): Promise<number> {
  const all = await inTenant(desk, tenant, (uow) => listDkimKeys(uow, domain));
  const keys = all.filter((key) => key.state !== 'retired' && (selector === null || key.selector === selector));
  if (keys.length === 0) throw notFound('key', selector === null ? domain : `${selector} of ${domain}`);
  let wrong = 0;
  // The newest comes last: of two that are right it is the one that signs.
  for (const key of keys.reverse()) {
    const look = await lookUpDkimRecord(key);
    const problem = look.kind === 'right' ? null : look.problem;
    const state = look.kind === 'no_answer' ? key.state : await inTenant(desk, tenant, (uow) => settleDkimCheck(uow, key.id, problem));
    if (problem !== null) wrong += 1;
    terminal.out(`${dkimRecordName(key.selector, key.domain)}: ${problem ?? 'right.'} ${meanings[state]}`);
    if (problem !== null) terminal.out(recordLine(key));
  }
  return wrong === 0 ? 0 : 1;
}

const meanings = {
  active: 'Mails of this domain are signed with this key.',
  unpublished: 'Nothing is signed with this key.',
  retired: 'Nothing new is signed with this key.',
} as const;

function recordLine({ selector, domain, algorithm, publicKey }: DkimKeyLine): string {
  return `${dkimRecordName(selector, domain)}. TXT "v=DKIM1; k=${algorithm}; p=${publicKey}"`;
}
