/**
 * A request at an HTTP door that is not taken. 401 and 403: it did not prove itself; 400, 413 and 422: sent again it would fail again; 503: later it may
 * do. `reason` is answered and shown to admins: what is wrong, nothing of ours and nothing of the mail.
 */
export class HookRefused extends Error {
  readonly status: 400 | 401 | 403 | 413 | 422 | 503;
  readonly reason: string;

  constructor(status: HookRefused['status'], reason: string) {
    super(reason);
    this.name = 'HookRefused';
    this.status = status;
    this.reason = reason;
  }
}
