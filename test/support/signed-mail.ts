import { generateKeyPairSync } from 'node:crypto';
import { dkimSign } from 'mailauth';
import type { DnsTable } from './dns-table.ts';

/** Domains of senders with keys, what they publish, and mails signed by them. */
export type SenderDomain = { name: string; privateKey: string; records: DnsTable };

/** A domain with one signing key and, unless `policy` is null, a DMARC policy (RFC 9989). `hosts` may send for it (SPF, RFC 7208). */
export function senderDomain(name: string, policy: 'none' | 'quarantine' | 'reject' | null, hosts: string[] = []): SenderDomain {
  const pair = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const records: DnsTable = {
    [`TXT s1._domainkey.${name}`]: [[`v=DKIM1; k=rsa; p=${pair.publicKey.toString('base64')}`]],
    [`TXT ${name}`]: [[`v=spf1 ${hosts.map((host) => `ip4:${host} `).join('')}-all`]],
    ...(policy === null ? {} : { [`TXT _dmarc.${name}`]: [[`v=DMARC1; p=${policy}`]] }),
  };
  return { name, privateKey: pair.privateKey, records };
}

/** Header lines and a body as a mail. */
export function rawMail(headers: Record<string, string | string[]>, body = 'The printer is broken.'): Buffer {
  const lines = Object.entries(headers).flatMap(([name, value]) => [value].flat().map((one) => `${name}: ${one}`));
  return Buffer.from([...lines, '', body, ''].join('\r\n'));
}

/** The mail with the domain's signature on top (RFC 6376). `maxBodyLength` makes one that covers the first bytes only. */
export async function signed(raw: Buffer, by: SenderDomain, maxBodyLength?: number): Promise<Buffer> {
  const key = { signingDomain: by.name, selector: 's1', privateKey: by.privateKey };
  const { signatures } = await dkimSign(raw, {
    ...key,
    canonicalization: 'relaxed/relaxed',
    algorithm: 'rsa-sha256',
    signTime: new Date(),
    signatureData: [maxBodyLength === undefined ? key : { ...key, maxBodyLength }],
  });
  return Buffer.concat([Buffer.from(signatures), raw]);
}
