import type { Transporter } from 'nodemailer';

/**
 * Keeps nodemailer from doing anything about a token that a server refused: it would say the same one again. New tokens are fetched by `MailboxTokens`, once among
 * all processes.
 */
export function neverRenews(transporter: Pick<Transporter, 'set'>): void {
  transporter.set('oauth2_provision_cb', (_user: string, _renews: boolean, done: (error: Error) => void) =>
    done(new Error('the server refused the token')),
  );
}
