import { generateKeyPair } from 'node:crypto';
import { resolveTxt } from 'node:dns/promises';
import { promisify } from 'node:util';
import type { DkimAlgorithm } from '../../domain/deliveries/dkim.types.ts';
import { dkimRecordName, dkimRecordProblem, publicPart } from './dkim-record.rules.ts';

const newPair = promisify(generateKeyPair);
const rsaBits = 2048;
const spki = { type: 'spki', format: 'der' } as const;
const pkcs8 = { type: 'pkcs8', format: 'pem' } as const;

/** A new pair: RSA with 2048 bits (RFC 8301 3.2), which every receiver reads, or Ed25519 (RFC 8463). `publicKey` is the record's `p=`, `privateKey` PEM. */
export async function newDkimPair(algorithm: DkimAlgorithm): Promise<{ publicKey: string; privateKey: string }> {
  const encoding = { publicKeyEncoding: spki, privateKeyEncoding: pkcs8 };
  const pair = algorithm === 'rsa' ? await newPair('rsa', { modulusLength: rsaBits, ...encoding }) : await newPair('ed25519', encoding);
  return { publicKey: publicPart(algorithm, pair.publicKey), privateKey: pair.privateKey };
}

/** Looks up TXT records as `node:dns` does. */
export type TxtResolver = (name: string) => Promise<string[][]>;
const absent = ['ENOTFOUND', 'ENODATA'];

/** What a look into DNS gave. `no_answer` says nothing about the record. */
export type DkimLook = { kind: 'right' } | { kind: 'wrong' | 'no_answer'; problem: string };

/** Looks up the published record of a key. */
export async function lookUpDkimRecord(
  key: { domain: string; selector: string; publicKey: string; algorithm: DkimAlgorithm },
  resolve: TxtResolver = resolveTxt,
): Promise<DkimLook> {
  try {
    const problem = dkimRecordProblem(await resolve(dkimRecordName(key.selector, key.domain)), key);
    return problem === null ? { kind: 'right' } : { kind: 'wrong', problem };
  } catch (error) {
    const code = (error as { code?: string }).code ?? '';
    return absent.includes(code)
      ? { kind: 'wrong', problem: dkimRecordProblem([], key) ?? '' }
      : { kind: 'no_answer', problem: `DNS did not answer (${code || 'unknown failure'}). Try again later.` };
  }
}
