/** What a process that takes Slack's deliveries is to be. `stock`: Bolt's own receiver and a listener that does nothing; `door`: ours with the same; `desk`: the product's Slack. */
export type SlackOrder = {
  kind: 'stock' | 'door' | 'desk';
  /** Whether what was taken in is handled in the same process, as the product does. */
  handles: boolean;
  appUrl: string;
  dataFolder: string;
  settings: { clientId: string; clientSecret: string; signingSecret: string; apiUrl: string; authorizeUrl: string };
};

/** What it says: where it listens. */
export type SlackMessage = { kind: 'ready'; url: string };
