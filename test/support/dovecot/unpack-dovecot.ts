import { unpackDebs } from '../unpack-debs.ts';

/** The folder of Debian's Dovecot, fetched once and installed nowhere. Throws `unavailable` when apt cannot do it. */
export function unpackDovecot(): Promise<string> {
  return unpackDebs({
    name: 'dovecot',
    title: 'Dovecot',
    packages: ['dovecot-core', 'dovecot-imapd', 'dovecot-lmtpd'],
    install: 'dovecot-imapd dovecot-lmtpd',
  });
}
