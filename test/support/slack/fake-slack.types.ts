/** A message as the double keeps it. */
export type FakeMessage = {
  channel: string;
  ts: string;
  thread_ts?: string;
  user?: string;
  bot_id?: string;
  text: string;
  blocks?: Record<string, unknown>[];
  files?: Record<string, unknown>[];
  metadata?: { event_type: string; event_payload: Record<string, unknown> };
  edited?: { ts: string };
  reactions: { name: string; users: string[] }[];
  /** Whoever alone sees it. */
  ephemeralTo?: string;
};

/** A call that the app made, with what it answered. */
export type FakeCall = { method: string; token: string | null; args: Record<string, unknown>; ok: boolean; error?: string; at: number };

/** A request that we refused because it breaks a documented limit or shape. A test ends with none. */
export type FakeRefusal = { method: string; problems: string[] };

export type FakePerson = {
  id: string;
  team: string;
  name: string;
  email?: string;
  tz?: string;
  is_restricted?: boolean;
  is_ultra_restricted?: boolean;
  is_bot?: boolean;
  deleted?: boolean;
};

export type FakeWorkspace = {
  teamId: string;
  enterpriseId: string | null;
  botUserId: string;
  /** Adds a person; `name` becomes their handle. */
  addPerson(name: string, more?: Partial<FakePerson>): FakePerson;
  /** Adds a channel with the bot in it. `shared`: people of other companies are in it. */
  addChannel(name: string, more?: { isPrivate?: boolean; isShared?: boolean; withoutBot?: boolean }): string;
};

/** How a delivery to the app ended. */
export type Delivered = { status: number; body: string; ms: number };

export type FakeSlackOptions = {
  signingSecret?: string;
  clientId?: string;
  clientSecret?: string;
  /** Bot tokens expire and come with a single-use refresh token. */
  rotation?: boolean;
  /** Milliseconds between retries of an event; Slack's own are 0, 60,000 and 300,000. */
  retryGaps?: number[];
  /** How long the app has to answer a delivery; Slack's own is 3,000. */
  deadlineMs?: number;
  /** Enforces Slack's own rate tiers and one post a second and channel. Off unless asked for. */
  tiers?: boolean;
};

/**
 * A strict double of Slack: OAuth, the Web API methods that Deskhand uses, signed deliveries with retries and Slack's deadlines. It refuses, and remembers in
 * `refusals`, every payload that breaks a documented limit.
 */
export type FakeSlack = {
  /** Such as `http://127.0.0.1:4123/api/`. */
  readonly apiUrl: string;
  readonly authorizeUrl: string;
  readonly settings: { clientId: string; clientSecret: string; signingSecret: string; appId: string; appToken: string };
  readonly calls: FakeCall[];
  readonly refusals: FakeRefusal[];
  /** With sockets open (`settings.appToken`), deliveries go over them instead. Where deliveries go: the app's one address for events, interactivity, commands and options. */
  connect(eventsUrl: string): void;
  addWorkspace(name: string, more?: { enterprise?: string }): FakeWorkspace;
  /** Goes through consent as that person: the redirect back to the app (status, location, body) after `Allow`. `url` is the authorise address that the app made. */
  consent(url: string, person: FakePerson, more?: { orgWide?: boolean; cookie?: string; deny?: boolean }): Promise<{ location: string }>;
  /** Grants an installation without OAuth: a bot token that works, with a refresh token when tokens rotate. */
  grant(
    workspace: FakeWorkspace,
    more?: { orgWide?: boolean },
  ): { botToken: string; botId: string; botUserId: string; refreshToken: string | null };

  /** The person writes; delivers `message` (and `app_mention` when the bot is named) to the app. */
  say(person: FakePerson, channel: string, text: string, more?: { threadTs?: string; files?: FakeFile[] }): Promise<FakeMessage>;
  edit(message: FakeMessage, text: string): Promise<void>;
  remove(message: FakeMessage): Promise<void>;
  react(person: FakePerson, message: FakeMessage, name: string): Promise<void>;
  command(person: FakePerson, channel: string, command: string, text: string): Promise<Delivered>;
  /** Presses the button (or chooses the option) with that label, action id or value on a message or in a view of the person. */
  press(person: FakePerson, where: FakeMessage | FakeView, label: string, more?: { option?: string }): Promise<Delivered>;
  messageShortcut(person: FakePerson, message: FakeMessage, callbackId: string): Promise<Delivered>;
  globalShortcut(person: FakePerson, callbackId: string): Promise<Delivered>;
  /** Fills in a view and submits it; `values` by block id or label. `errors` are the field errors that came back. */
  submit(
    person: FakePerson,
    view: FakeView,
    values: Record<string, string>,
  ): Promise<Delivered & { errors: Record<string, string> | null }>;
  /** What a type-ahead offers. */
  suggest(person: FakePerson, where: FakeMessage | FakeView, actionId: string, value: string): Promise<{ label: string; value: string }[]>;
  openHome(person: FakePerson, tab?: 'home' | 'messages'): Promise<void>;
  shareLink(person: FakePerson, channel: string, url: string): Promise<FakeMessage>;
  stopAnswer(person: FakePerson, message: FakeMessage): Promise<void>;
  uninstall(workspace: FakeWorkspace): Promise<void>;
  revokeTokens(workspace: FakeWorkspace): Promise<void>;
  /** Makes the access tokens of the workspace old, as if 12 hours had passed; refresh tokens stay good. */
  expireTokens(workspace: FakeWorkspace): void;
  /** Makes everything that was handed out to be used soon (triggers, response addresses, codes) older by so many milliseconds. */
  age(ms: number): void;
  /** Sends any event envelope, as often and in whatever order a test wants. Same `eventId`, same event. */
  deliver(workspace: FakeWorkspace, event: Record<string, unknown>, more?: { eventId?: string; retryNum?: number }): Promise<Delivered>;
  /** Sends raw bytes with headers of the test's choice (bad signatures, wrong times). */
  raw(body: string, headers: Record<string, string>): Promise<Delivered>;
  sign(body: string, at?: number): Record<string, string>;

  /** Everything in the channel that everybody sees, replies included, oldest first. The objects stay current when a message changes. */
  messages(channel: string): FakeMessage[];
  /** The parent and its replies. */
  thread(channel: string, ts: string): FakeMessage[];
  /** The direct conversation of the app with the person. */
  dm(person: FakePerson): FakeMessage[];
  dmChannel(person: FakePerson): string;
  ephemerals(person: FakePerson): FakeMessage[];
  /** Newest first: open modals of the person. */
  views(person: FakePerson): FakeView[];
  home(person: FakePerson): FakeView | null;
  unfurls(message: FakeMessage): Record<string, unknown> | null;
  prompts(person: FakePerson): { title: string; message: string }[];
  /** What the assistant showed in the person's direct conversation, oldest first; '' is the end of a status. */
  statuses(person: FakePerson): string[];
  /** Statuses of any conversation, oldest first. */
  statusesIn(channel: string): string[];
  /** What the app uploaded and completed. */
  files(): FakeFile[];
  /** Closes the topmost modal of the person; delivers `view_closed` when the view asked for it. Null when it did not. */
  closeView(person: FakePerson, view: FakeView): Promise<Delivered | null>;
  /** The bot joins or leaves a channel; delivers `member_joined_channel` or `channel_left`. */
  setBot(channel: string, isIn: boolean): Promise<void>;

  /** From now on the method answers 429 with that many seconds, for so many calls; of one channel alone when it is named. */
  throttle(method: string, seconds: number, times: number, channel?: string): void;
  /** The next calls of the method fail with that error, or are cut off after they were done (`cut`). `response_url` is a method here. */
  fail(method: string, error: string | 'cut', times?: number): void;
  /** Socket Mode: how many sockets the app holds open, and Slack's wish that it connects again. */
  readonly sockets: { count(): number; refresh(): void };
  /** Resolves when no delivery or retry is under way. */
  idle(): Promise<void>;
  close(): Promise<void>;
};

export type FakeFile = { id: string; name: string; mimetype: string; content: Buffer; url_private?: string };

export type FakeView = {
  id: string;
  type: 'modal' | 'home';
  hash: string;
  user: string;
  callback_id: string;
  private_metadata: string;
  title: string;
  submit: string | null;
  blocks: Record<string, unknown>[];
  previousId: string | null;
};
