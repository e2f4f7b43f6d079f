import type { CommandRunner } from '../../../bots/commands/command-runner.ts';
import type { Person } from '../../../bots/commands/person.types.ts';
import type { ClaimedDelivery } from '../../../domain/deliveries/claim-delivery.ts';
import type { TicketId } from '../../../domain/ids.types.ts';
import type { TestDesk } from '../desk.ts';
import type { FakeOpenAi } from '../openai/fake-openai.ts';

/** Words that stand in what somebody may not see, each in one place only: where one turns up, something leaked. */
export const canaries = {
  otherTenant: 'CANARY-TENANT-7Q1',
  otherCustomer: 'CANARY-CUSTOMER-4ZD',
  note: 'CANARY-NOTE-9KX',
  internalArticle: 'CANARY-INTERNAL-2MB',
} as const;

/** The one host that a published article links to. */
export const helpHost = 'help.one.example';

/** A desk of two companies that attack mails come to, with everything they could be after. */
export type HostileGround = {
  desk: TestDesk;
  fake: FakeOpenAi;
  runner: CommandRunner;
  agent: Person;
  /** may do everything */
  boss: Person;
  /** of the other company */
  stranger: Person;
  /** every mail that left, as it was handed to the server */
  sent: ClaimedDelivery[];
  /** every line that was logged */
  logged: string[];
  /** Files these mails as they come over the wire; the ticket of each, null when it opened none. */
  file(mails: { raw: Buffer; key: string }[]): Promise<(TicketId | null)[]>;
  /** Works every job that is due, and those that are put off after a failure, to their end. `impatient`: a stalled model is given up soon. */
  drain(patience?: 'usual' | 'impatient'): Promise<void>;
  /** Sends what is due. */
  send(): Promise<void>;
  close(): Promise<void>;
};
