import { createSignInLink } from '../../../domain/people/create-sign-in-link.ts';
import { signInLinkMinutes } from '../../../domain/people/sign-in.rules.ts';
import { cliActor, tenantOption } from '../choose-tenant.ts';
import { defineCommand, expectWords } from '../cli.types.ts';
import { findMember } from '../find-member.ts';
import { withDesk } from '../open-desk.ts';

/** Prints a link that signs a member of staff in once. */
export const peopleSignIn = defineCommand({
  options: tenantOption,
  run: async (context, { tenant }, words) => {
    const [email = ''] = expectWords(words, 'EMAIL');
    await withDesk(context, async (desk) => {
      const member = await findMember(desk, email, tenant);
      const { token } = await desk.withTenant(member.tenantId, cliActor, (uow) => createSignInLink(uow, member.userId));
      const { WEB_URL, WEB_PORT } = desk.env;
      context.terminal.note(`Works once, for ${signInLinkMinutes} minutes. Give it to ${email} only:`);
      // The token stands in the fragment: browsers never send that to a server, so no log along the way holds it.
      context.terminal.out(new URL(`/sign-in#token=${token}`, WEB_URL ?? `http://localhost:${WEB_PORT}`).href);
    });
  },
});
