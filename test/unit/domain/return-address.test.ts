import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { readReturnAddress, returnAddress, returnRefs } from '../../../domain/deliveries/return-address.rules.ts';
import { newReplyRef, type ReplyKeys, readReplyAddress, replyAddress } from '../../../domain/tickets/reply-address.rules.ts';

const keys: ReplyKeys = { current: 'k1', derive: (id) => createHash('sha256').update(id).digest() };
const strict: ReplyKeys = {
  current: 'k1',
  derive: (id) => {
    if (id !== 'k1') throw new Error('no such key');
    return keys.derive(id);
  },
};
const tenant = '018f0000-0000-7000-8000-000000000001';
const ref = newReplyRef();
const address = returnAddress('support@one.example', tenant, ref, keys);

describe('a return address', () => {
  it('names its delivery again, in any case of its letters, and under an older key', () => {
    expect(address).toMatch(/^support\+b[a-z2-9]{28}\.k1@one\.example$/);
    expect(readReturnAddress(address.toUpperCase(), tenant, keys)).toBe(ref);
    expect(readReturnAddress(address, tenant, { ...keys, current: 'k2' })).toBe(ref);
  });

  it('means nothing to another tenant, with another letter, under an unknown key, or without its mark', () => {
    expect(readReturnAddress(address, '018f0000-0000-7000-8000-000000000002', keys)).toBeNull();
    const swapped = address.replace(/(.)(\.k1@)/, (_all, letter: string, rest: string) => `${letter === 'a' ? 'b' : 'a'}${rest}`);
    expect(readReturnAddress(swapped, tenant, keys)).toBeNull();
    expect(readReturnAddress(address.replace('.k1@', '.k9@'), tenant, strict)).toBeNull();
    expect(readReturnAddress('support@one.example', tenant, keys)).toBeNull();
  });

  it('is never a reply address, and a reply address is never one, whichever letters are moved over', () => {
    const reply = replyAddress('support@one.example', tenant, ref, keys);
    expect(readReplyAddress(address, tenant, keys)).toBeNull();
    expect(readReturnAddress(reply, tenant, keys)).toBeNull();
    expect(readReturnAddress(reply.replace('+', '+b'), tenant, keys)).toBeNull();
    expect(readReplyAddress(address.replace('+b', '+'), tenant, keys)).toBeNull();
  });

  it('stays bare where it would be longer than a local part may be', () => {
    const long = `${'a'.repeat(32)}@one.example`;
    expect(returnAddress(long, tenant, ref, keys)).toBe(long);
    const fits = returnAddress(`${'a'.repeat(31)}@one.example`, tenant, ref, keys);
    expect(fits.indexOf('@')).toBe(64);
  });

  it('is found in the envelope and in every header that says whom a mail was for', () => {
    const nobody = { to: [], cc: [], deliveredTo: [] };
    expect(returnRefs(nobody, address, tenant, keys)).toEqual([ref]);
    expect(returnRefs({ ...nobody, deliveredTo: [address] }, null, tenant, keys)).toEqual([ref]);
    expect(returnRefs({ ...nobody, to: [{ name: '', address }] }, 'support@one.example', tenant, keys)).toEqual([ref]);
    expect(returnRefs(nobody, 'support@one.example', tenant, keys)).toEqual([]);
  });
});
