import { notFound } from '../../../domain/errors.ts';
import { loadMailboxSecrets } from '../../../domain/mailboxes/load-mailbox-secrets.ts';
import { inTenant, tenantOption } from '../choose-tenant.ts';
import { defineCommand, expectWords } from '../cli.types.ts';
import { withDesk } from '../open-desk.ts';
import { testMailbox } from '../test-mailbox.ts';

/** Signs in to the servers of one mailbox, or of all of a company. Ends with 1 when one refuses. */
export const mailboxesTest = defineCommand({
  options: tenantOption,
  run: async (context, { tenant }, words) => {
    const [address] = words.length === 0 ? [] : expectWords(words, 'ADDRESS');
    return withDesk(context, async (desk) => {
      const all = await inTenant(desk, tenant, loadMailboxSecrets);
      const wanted = all.filter((mailbox) => address === undefined || mailbox.address === address.trim().toLowerCase());
      if (wanted.length === 0 && address !== undefined) throw notFound('mailbox', address);
      let failed = 0;
      for (const mailbox of wanted) {
        const outcomes = await testMailbox(desk, mailbox);
        if (outcomes.length === 0) context.terminal.out(`${mailbox.address}: no server is set, so there is nothing to sign in to.`);
        for (const { server, ok, detail } of outcomes) {
          if (!ok) failed += 1;
          context.terminal.out(`${mailbox.address} ${server}: ${ok ? 'ok' : 'failed'}. ${detail}`);
        }
      }
      return failed === 0 ? 0 : 1;
    });
  },
});
