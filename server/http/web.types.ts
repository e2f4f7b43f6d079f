import type { Request, Response } from 'express';
import type { Registry } from 'prom-client';
import type { CommandRunner } from '../../bots/commands/command-runner.ts';
import type { SlackInstall } from '../../bots/slack/install/slack-install.ts';
import type { Logger } from '../../config/logger.ts';
import type { Permission } from '../../domain/people/permissions.rules.ts';
import type { SignedIn } from '../../domain/people/read-session.ts';
import type { WithTenant } from '../../domain/tenancy/unit-of-work.ts';
import type { AcrossTenants } from '../../domain/tenancy/unsafe-across-tenants.ts';
import type { HookAnswer } from '../../mail/inbound/http/mail-hook-door.ts';
import type { BlobStore } from '../../storage/blob-store.ts';
import type { KeyRing } from '../../storage/key-ring.ts';
import type { CustomerMailbox } from '../demo/customer-mailbox.ts';
import type { CustomerMail } from '../demo/send-customer-mail.ts';

/** Whether this process can serve, and which of its checks hold. Names only: reasons go to the log. */
export type Readiness = { ready: boolean; checks: Record<string, boolean> };

/** What exists only in demo mode: the customers' mail server, and a way to send as a customer through the real SMTP door. */
export type DemoDoor = { mailbox: CustomerMailbox; send(mail: CustomerMail): Promise<void> };

/** Everything the web role needs; `server/wire.ts` fits it in. */
export type WebDeps = {
  withTenant: WithTenant;
  across: AcrossTenants;
  commands: CommandRunner;
  blobs: BlobStore;
  keyRing: KeyRing;
  log: Logger;
  isReady: () => Promise<Readiness>;
  /** Also gets the HTTP durations; add collectors of your own (`createMetrics`). */
  metrics: Registry;
  /** Public address of the web role, such as `https://desk.example`. Cookies are `Secure` when it is https. */
  webUrl: string;
  demo?: DemoDoor;
  /** Takes what Slack sends, as raw bytes. Missing where no Slack app is set up. */
  slackEvents?: (request: Request, response: Response) => Promise<void>;
  /** Connects workspaces and people of Slack. Missing where no Slack app is set up. */
  slackInstall?: SlackInstall;
  /** Takes what mail services post for the door of that token. Missing where no mail comes over HTTP. */
  mailHooks?: (token: string, request: Request) => Promise<HookAnswer>;
};

/** One request as a handler sees it. */
export type Call = { request: Request; response: Response; log: Logger };
/** As `Call`, of somebody who is signed in and holds the route's permission. */
export type StaffCall = Call & { user: SignedIn };

type Place = { method: 'get' | 'post' | 'delete'; path: string };

/** A line of the route table. Who may call it is part of the line. */
export type Route =
  | (Place & { access: 'public'; handle: (call: Call) => Promise<void> | void })
  /** Another service calls it and proves itself by a signature over the raw body, which the handler checks. */
  | (Place & { access: 'signed'; handle: (call: Call) => Promise<void> | void })
  | (Place & { access: 'signed-in' | Permission; handle: (call: StaffCall) => Promise<void> | void });
