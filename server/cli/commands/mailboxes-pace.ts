import { listPaces } from '../../../domain/deliveries/list-paces.ts';
import { setPace } from '../../../domain/deliveries/set-pace.ts';
import { inTenant, tenantOption } from '../choose-tenant.ts';
import { defineCommand, expectWords, UsageError } from '../cli.types.ts';
import { columns } from '../columns.rules.ts';
import { withDesk } from '../open-desk.ts';

/** Shows how fast each mailbox sends, or caps one. */
export const mailboxesPace = defineCommand({
  options: tenantOption,
  run: async (context, { tenant }, words) =>
    withDesk(context, async (desk) => {
      const [address, pace] = words.length === 0 ? [] : expectWords(words, 'ADDRESS', 'MAILS-A-MINUTE');
      if (address !== undefined && pace !== undefined)
        await inTenant(desk, tenant, (uow) => setPace(uow, { address, perMinute: pace === 'off' ? null : numberOf(pace) }));
      const paces = await inTenant(desk, tenant, (uow) => listPaces(uow));
      const lines = columns(
        ['ADDRESS', 'A MINUTE', 'RESTS UNTIL', 'WAITING', 'REASON'],
        paces.map((line) => [
          line.address,
          line.perMinute === null ? 'no cap' : String(line.perMinute),
          line.pausedUntil?.toISOString() ?? '',
          String(line.waiting),
          line.pausedUntil === null ? '' : (line.lastReason ?? ''),
        ]),
      );
      for (const line of lines) context.terminal.out(line);
    }),
});

function numberOf(text: string): number {
  if (/^\d{1,5}$/.test(text)) return Number(text);
  throw new UsageError('MAILS-A-MINUTE is a number, or “off” for no cap.');
}
