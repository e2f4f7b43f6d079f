import { createAccept } from '../../../mail/inbound/accept.ts';
import { deliverFiles } from '../../../mail/inbound/deliver-files.ts';
import { defineCommand, expectWords } from '../cli.types.ts';
import { withDesk } from '../open-desk.ts';

/** Takes in mails from files, as if they had come to their mailboxes. */
export const mailDeliver = defineCommand({
  options: { to: { type: 'string', meaning: 'mailbox to deliver to; else the mails’ own recipients are asked' } },
  run: async (context, { to }, words) => {
    const files = expectWords(words, 'FILE…');
    const { terminal } = context;
    let refused = 0;
    await withDesk(context, async ({ withTenant, across, blobs }) => {
      const accept = createAccept({ withTenant, blobs });
      const input = { files, stdin: terminal.input, ...(to === undefined ? {} : { to }) };
      for await (const outcome of deliverFiles({ accept, across }, input)) {
        if (outcome.kind === 'stored')
          terminal.out(`${outcome.file}: ${outcome.isNew ? 'stored' : 'known already'} in ${outcome.mailbox} as ${outcome.id}`);
        else {
          refused += 1;
          terminal.note(`${outcome.file}: ${outcome.reason}`);
        }
      }
    });
    return refused === 0 ? 0 : 1;
  },
});
