/**
 * Whether the domain in From stands behind a mail. `pass`: it does (DMARC, or a signature or SPF of the same organisation). `fail`: it says that such a mail is not its
 * own, or the mail names no single sender. `none`: nobody can tell.
 */
export type TrustVerdict = 'pass' | 'fail' | 'none';

/** The verdict on a mail, kept with it. It says who may have written, never what they may do. */
export type MailTrust = {
  verdict: TrustVerdict;
  /** What decided: our own check of DMARC, DKIM or SPF, or the results of the receiving host that the mailbox names as trusted. */
  by: 'dmarc' | 'dkim' | 'spf' | 'receiver' | 'sender' | null;
  /** One sentence for staff. */
  why: string;
};
