import { resealProviderKeys } from '../../../domain/ai-providers/reseal-provider-keys.ts';
import { resealChatSecrets } from '../../../domain/chat/reseal-chat-secrets.ts';
import { resealDkimKeys } from '../../../domain/deliveries/reseal-dkim-keys.ts';
import { resealHookSecrets } from '../../../domain/mailboxes/reseal-hook-secrets.ts';
import { resealMailboxSecrets } from '../../../domain/mailboxes/reseal-mailbox-secrets.ts';
import { resealOauthSecrets } from '../../../domain/mailboxes/reseal-oauth-secrets.ts';
import { rotateKeyFile } from '../../../storage/key-ring.ts';
import { keyFileOf } from '../../wire.ts';
import { cliActor } from '../choose-tenant.ts';
import { defineCommand, expectWords } from '../cli.types.ts';
import { withDesk } from '../open-desk.ts';

/** Makes a new key and seals every stored secret with it. Older keys stay in the file: signatures made with them stay good. */
export const keysRotate = defineCommand({
  options: {},
  run: async (context, _values, words) => {
    expectWords(words);
    await withDesk(context, async (desk) => {
      const keyRing = await rotateKeyFile(keyFileOf(desk.env));
      let count = 0;
      for (const tenant of await desk.across.unsafeListTenants()) {
        count += await desk.withTenant(
          tenant.id,
          cliActor,
          async (uow) =>
            (await resealMailboxSecrets(uow, keyRing)) +
            (await resealOauthSecrets(uow, keyRing)) +
            (await resealHookSecrets(uow, keyRing)) +
            (await resealChatSecrets(uow, keyRing)) +
            (await resealProviderKeys(uow, keyRing)) +
            (await resealDkimKeys(uow, keyRing)),
        );
      }
      context.terminal.out(`${keyRing.currentKeyId} is the current key; stored secrets sealed with it: ${count}.`);
      context.terminal.note('Restart every running Deskhand now: it knows the old keys only. Then make a new backup.');
    });
  },
});
