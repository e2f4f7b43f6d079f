import { BlockList, isIP } from 'node:net';
import type { Readable } from 'node:stream';
import { domainToASCII } from 'node:url';
import { dkimVerify } from 'mailauth/lib/dkim/verify.js';
import { evaluateDmarc } from 'mailauth/lib/dmarc/index.js';
import { spf } from 'mailauth/lib/spf/index.js';
import type { MailTrust } from '../../domain/mailboxes/mail-trust.types.ts';
import type { ParsedMail } from '../../domain/mailboxes/parsed-mail.types.ts';
import { receiverResults } from './authentication-results.rules.ts';
import { judgeTrust, type OwnCheck } from './judge-trust.rules.ts';
import type { DnsResolver } from './resolver.ts';

/** What the door and the mailbox know. The host's address is null where none was seen, as with fetched mail. */
export type VerifyFacts = {
  clientIp: string | null;
  clientHelo: string | null;
  envelopeFrom: string | null;
  /** The receiving host whose topmost Authentication-Results header counts; null: none. */
  trustedHost: string | null;
};

export type VerifyMail = (
  raw: Readable | Buffer,
  parsed: Pick<ParsedMail, 'from' | 'fromCount' | 'authenticationResults'>,
  facts: VerifyFacts,
) => Promise<MailTrust>;

const longestMs = 10_000;

/**
 * Finds out whether the domain in From stands behind a mail: DKIM and DMARC always, SPF where the sending host's public address is known and no relay of ours stands
 * between (`mail.md` 5.1). Never throws for what a mail or DNS says, and takes ten seconds at most: what cannot be found out is `none`.
 */
export function createVerifyMail(resolver: DnsResolver): VerifyMail {
  return async (raw, parsed, facts) => {
    const from = parsed.fromCount === 1 ? (parsed.from?.address ?? null) : null;
    if (from === null) return judgeTrust({ domain: null, own: null, receiver: null });
    const domain = asciiDomain(from);
    const receiver = receiverResults(parsed.authenticationResults, facts.trustedHost);
    const own = await within(longestMs, checkOwn(raw, from, facts, resolver));
    return judgeTrust({ domain: own === 'other sender' ? null : domain, own: own === 'other sender' ? null : own, receiver });
  };
}

/** `other sender`: the verifier reads another From than our parser; whoever wrote such a header means to be taken for somebody. */
async function checkOwn(
  raw: Readable | Buffer,
  from: string,
  facts: VerifyFacts,
  resolver: DnsResolver,
): Promise<OwnCheck | 'other sender' | null> {
  const dkim = await dkimVerify(raw, { resolver, rejectRsaSha1: true, minBitLength: 1024 });
  if (dkim.fromFields !== 1 || dkim.headerFrom.length !== 1 || asciiAddress(dkim.headerFrom[0] ?? '') !== asciiAddress(from))
    return 'other sender';
  const ip = facts.trustedHost === null ? publicAddress(facts.clientIp) : null;
  const spfResult = ip === null ? null : await spf({ ip, helo: facts.clientHelo ?? ip, sender: facts.envelopeFrom ?? '', resolver });
  // A signature over a part of the body says nothing about what was put below it (RFC 6376 8.2).
  const signed = dkim.results.filter((one) => one.status.result === 'pass' && !one.status.underSized);
  const spfDomain = spfResult?.status.result === 'pass' && spfResult.domain ? spfResult.domain : null;
  const { response } = await evaluateDmarc({
    headerFrom: dkim.headerFrom,
    fromFields: dkim.fromFields,
    dkimDomains: signed.map((one) => ({ domain: one.signingDomain ?? '', aligned: one.status.aligned ?? false })),
    spfDomains: spfDomain === null ? [] : [spfDomain],
    resolver,
  });
  if (response === false) return 'other sender';
  const result = response.status.result;
  return {
    isSignedByDomain: signed.some((one) => Boolean(one.status.aligned)),
    isSentByDomain: ip === null ? null : spfDomain !== null && Boolean(response.alignment?.spf.result || sameOrganisation(spfDomain, from)),
    dmarc: result === 'pass' || result === 'fail' || result === 'none' ? result : 'temperror',
    policy: response.policy ?? null,
  };
}

/** Without a DMARC record nobody walks the tree for us: then only the domain itself or a host below it is the same organisation. */
function sameOrganisation(domain: string, from: string): boolean {
  const author = asciiDomain(from);
  return domain === author || domain.endsWith(`.${author}`);
}

const notPublic = new BlockList();
for (const [net, bits] of [
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const)
  notPublic.addSubnet(net, bits);
for (const [net, bits] of [
  ['::1', 128],
  ['fc00::', 7],
  ['fe80::', 10],
] as const)
  notPublic.addSubnet(net, bits, 'ipv6');

/** The address of a host on the internet; null for a relay in our own network, whose address says nothing about the sender. */
function publicAddress(written: string | null): string | null {
  const ip = written?.replace(/^::ffff:(?=\d+\.)/i, '') ?? '';
  const version = isIP(ip);
  if (version === 0 || notPublic.check(ip, version === 4 ? 'ipv4' : 'ipv6')) return null;
  return ip;
}

function asciiDomain(address: string): string {
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
  return domainToASCII(domain) || domain;
}

function asciiAddress(address: string): string {
  return `${address.slice(0, address.lastIndexOf('@')).toLowerCase()}@${asciiDomain(address)}`;
}

async function within<T>(ms: number, work: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), ms);
  });
  try {
    return await Promise.race([work, over]);
  } finally {
    clearTimeout(timer);
  }
}
