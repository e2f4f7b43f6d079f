/** `watched`: some mails did not arrive, it is still written to. `undeliverable` and `complained` get no automatic mail. */
export type AddressState = 'watched' | 'undeliverable' | 'complained';

/** What is known of an address that could not be reached or complained. Times are instants; `until` is set where the state ends by itself. */
export type AddressHealthRow = {
  address: string;
  state: AddressState;
  since: Date;
  until: Date | null;
  /** Enhanced status code (RFC 3463), '' when there is none. */
  status: string;
  /** SMTP reply code, '' when there is none. */
  reply: string;
  /** A `BounceReason`. */
  reason: string;
  diagnostic: string;
  /** When its latest soft bounces came, oldest first. */
  softAt: Date[];
};
