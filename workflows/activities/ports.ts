import type { Readable } from 'node:stream';
import type { ClaimedJob } from '../../domain/ai-runs/ai-runs.types.ts';
import type { ClaimedPost, InboxItem, InboxOutcome, PostOutcome } from '../../domain/chat/chat.types.ts';
import type { ClaimedDelivery } from '../../domain/deliveries/claim-delivery.ts';
import type { SendOutcome } from '../../domain/deliveries/outbound-mail.types.ts';
import type { TenantId, TicketId } from '../../domain/ids.types.ts';
import type { LoadedMail } from '../../domain/mailboxes/load-new-mails.ts';
import type { TenantUnitOfWork } from '../../domain/tenancy/unit-of-work.ts';
import type { WorkKind } from '../../domain/tenancy/wake.types.ts';
import type { FilingRules, ReadMail } from '../../domain/tickets/file-mail.types.ts';
import type { ScanVerdict } from '../../domain/tickets/file-scan.types.ts';
import type { TicketChange } from '../contracts/ticket.contract.ts';

/** Reads a stored mail and suggests a triage; never throws for what is wrong with the mail. */
export type MailReader = { read(tenantId: TenantId, mail: LoadedMail, ownAddresses: string[]): Promise<ReadMail> };

/** Looks for viruses in a file; throws `ScanRefused` for a file it does not take, anything else when it cannot be reached. */
export type FileScanner = { scan(content: Readable): Promise<ScanVerdict> };

/** Makes one attempt to send; never throws for what is wrong with the server or the mail. */
export type MailSender = { send(tenantId: TenantId, delivery: ClaimedDelivery): Promise<SendOutcome> };

/** Starts or wakes workflows by their deterministic ids. */
export type WorkflowStarter = {
  wakePump(kind: WorkKind, shard: number): Promise<void>;
  /** `next` is what the ticket waits for; without it the workflow looks for itself. */
  startTicket(tenantId: TenantId, ticketId: TicketId, next?: TicketChange): Promise<void>;
  signalTicket(tenantId: TenantId, ticketId: TicketId, next?: TicketChange): Promise<void>;
};

/** The tenant's signing keys and our own fixed texts. */
export type FilingRulesOf = (tenantId: TenantId) => FilingRules;

/** Handles one thing that came from a chat; whoever throws is asked again later. */
export type ChatHandler = { handle(item: InboxItem): Promise<InboxOutcome> };

/** How an attempt to post ended. `record`, when there is one, runs in the unit that settles the post and only if this attempt is still the post's last. */
export type PostAttempt = { outcome: PostOutcome; record: ((uow: TenantUnitOfWork) => Promise<void>) | null };

/** Makes one attempt to post; never throws for what is wrong with the chat product or the post. */
export type ChatPoster = { send(post: ClaimedPost): Promise<PostAttempt> };

/**
 * Works one claimed job to its end: keyless, or by a model with its receipts. It settles the job by itself and never throws for what a model or a server does; what
 * it throws puts the job back. `signal` ends it (cancelled, lease lost, shutting down): then nothing is recorded but what the call cost.
 */
export type AiRunner = { run(job: ClaimedJob, signal: AbortSignal): Promise<void> };
