/** One measurement: `run` prints its lines through `say`. Targets stand beside the figures and are never asserted. */
export type Part = { name: string; meaning: string; run(say: Say, options: PartOptions): Promise<void> };

export type Say = (line: string) => void;

export type PartOptions = {
  /** Mails of a burst. */
  mails: number;
  /** Length of each stream of the latency part, in seconds. */
  streamSeconds: number;
  /** Rest before memory is read, in seconds. */
  restSeconds: number;
  /** Length of each stream of the Slack part, in seconds. */
  seconds: number;
  /** Open tickets with clocks. */
  tickets: number;
  /** Size of the made-up database of the lists. */
  lists: { tickets: number; messages: number; tenants: number };
};
