/** Something of ours (database, blob store) failed while a mailbox was worked with: no fault of its server, so not part of its health. */
export class OwnFault extends Error {
  constructor(cause: unknown) {
    super('a mail could not be stored', { cause });
    this.name = 'OwnFault';
  }
}

/** Marks what the work throws as our own fault. */
export async function asOwn<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw new OwnFault(error);
  }
}
