import { findThread } from '../../../domain/chat/find-thread.ts';
import { keepPosted } from '../../../domain/chat/keep-posted.ts';
import { loadThreadFile } from '../../../domain/chat/load-thread-file.ts';
import type { AttachmentId } from '../../../domain/ids.types.ts';
import type { Composer } from '../slack.types.ts';

/** Parts of a text are counted from 0; files of a message come after any of them. */
const filePart = 1_000;

/** A file of a ticket's message in its thread. One that is gone with its message, or too much for others to see, is not posted. */
export const fileComposer: Composer = {
  compose: async ({ uow, post }) => {
    const thread = await findThread(uow, post.threadId);
    if (thread === null || thread.isShared || thread.rootTs === null) return null;
    const file = await loadThreadFile(uow, post.ref.attachmentId as AttachmentId);
    if (file === null) return null;
    const { filename, contentType, size, blobKey } = file;
    return { verb: 'upload', channel: thread.channelId, threadTs: thread.rootTs, filename, contentType, size, blobKey };
  },
  sent: async ({ uow, post }, _call, { ts }) => {
    const thread = await findThread(uow, post.threadId);
    const file = await loadThreadFile(uow, post.ref.attachmentId as AttachmentId);
    if (thread === null || file === null || ts === null) return;
    await keepPosted(uow, thread, { ts, ticketMessageId: file.messageId, part: filePart, reason: 'file' });
  },
};
