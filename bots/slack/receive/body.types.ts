/** A body of Slack's, verified and parsed and nothing more: every field may be missing. */
export type SlackBody = Record<string, unknown>;

/** Where a body may be at home: ids of workspaces and organisations, first the likeliest. */
export type Homes = readonly string[];

/** Something whose commit comes before its acknowledgement. `lane` and `key` are within the workspace. */
export type Durable = {
  kind: 'durable';
  what: 'event' | 'command' | 'action';
  key: string;
  lane: string;
  homes: Homes;
};

/** What a request is. `direct`: its answer cannot wait. `dropped`: acknowledged and forgotten, for a reason that the log may say. */
export type Received =
  | { kind: 'url_verification'; challenge: string }
  | { kind: 'ssl_check' }
  | Durable
  | { kind: 'direct'; what: string; homes: Homes }
  | { kind: 'dropped'; reason: string };
