import type { TenantId, TicketId } from '../../../domain/ids.types.ts';
import { shardOf } from '../../../domain/tenancy/shard.rules.ts';
import type { WithTenant } from '../../../domain/tenancy/unit-of-work.ts';
import type { AcrossTenants } from '../../../domain/tenancy/unsafe-across-tenants.ts';
import { createTicketActivities, type TicketActivities } from '../../../workflows/activities/ticket.activities.ts';
import type { TicketClockView } from '../../../workflows/contracts/ticket.contract.ts';
import { testSatisfaction } from '../satisfaction.ts';
import type { FuzzClock } from './fuzz-clock.ts';

/** Rounds in which one ticket may be due at one instant before that counts as going round for ever. */
const mostRounds = 5;

/**
 * Stands for the workflows of one tenant's tickets: takes what the wake-ups say, waits on the fuzz clock instead of a timer, and calls the real activities. What
 * the real workflow does with durable timers is tested elsewhere; here time may jump over weekends.
 */
export class TicketTimers {
  readonly #timers = new Map<TicketId, number>();
  readonly #activities: TicketActivities;
  readonly #deps: { tenantId: TenantId; withTenant: WithTenant; across: AcrossTenants; clock: FuzzClock };

  constructor(deps: { tenantId: TenantId; withTenant: WithTenant; across: AcrossTenants; clock: FuzzClock }) {
    this.#deps = deps;
    this.#activities = createTicketActivities({ withTenant: deps.withTenant, satisfactionRules: () => testSatisfaction });
  }

  /** When a ticket is looked at next; null when nothing is waited for. */
  dueOf(ticketId: TicketId): number | null {
    return this.#timers.get(ticketId) ?? null;
  }

  /** The earliest timer. */
  get next(): { ticketId: TicketId; at: number } | null {
    const [first] = [...this.#timers].sort((a, b) => a[1] - b[1]);
    return first === undefined ? null : { ticketId: first[0], at: first[1] };
  }

  /** Serves every wake-up of the tenant, as the pump and the signal do. */
  async drain(): Promise<void> {
    const { across, tenantId } = this.#deps;
    const rows = (await across.unsafeTicketWakeups(shardOf(tenantId), 10_000)).filter((row) => row.tenantId === tenantId);
    for (const { ticketId, next } of rows) {
      if (next === undefined) await this.look(ticketId);
      else this.#wait(ticketId, { isOver: false, nextAt: next.nextAt });
    }
    if (rows.length > 0) await across.unsafeClearTicketWakeups(rows.map((row) => row.stamp));
  }

  async look(ticketId: TicketId): Promise<void> {
    this.#wait(ticketId, await this.#activities.ticketClock(this.#input(ticketId)));
  }

  async attend(ticketId: TicketId): Promise<void> {
    this.#wait(ticketId, await this.#activities.attendTicket(this.#input(ticketId)));
  }

  /** Lets time go by to `until`; what falls due on the way is done at its own instant. */
  async pass(until: number): Promise<void> {
    const { clock } = this.#deps;
    const rounds = new Map<string, number>();
    for (let due = this.next; due !== null && due.at < until; due = this.next) {
      const key = `${due.ticketId} ${due.at}`;
      rounds.set(key, (rounds.get(key) ?? 0) + 1);
      if ((rounds.get(key) ?? 0) > mostRounds)
        throw new Error(`the workflow of ${due.ticketId} goes round for ever: due again at ${iso(due.at)} at ${iso(clock.now)}`);
      clock.set(due.at + 1);
      await this.attend(due.ticketId);
      await this.drain();
    }
    clock.set(until);
  }

  #input(ticketId: TicketId): { tenantId: TenantId; ticketId: TicketId; isNew: boolean } {
    return { tenantId: this.#deps.tenantId, ticketId, isNew: false };
  }

  #wait(ticketId: TicketId, clock: TicketClockView): void {
    const { nextAt } = clock;
    if (clock.isOver || nextAt === undefined || nextAt === null) this.#timers.delete(ticketId);
    else this.#timers.set(ticketId, Date.parse(nextAt));
  }
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
