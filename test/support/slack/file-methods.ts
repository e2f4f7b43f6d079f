import { checkMessage, keepPost } from './chat-methods.ts';
import { idOf, type Json, listOf, textOf } from './json.ts';
import { type SlackState, type StoredFile, serves, type Workspace } from './slack-state.ts';
import { type Method, need, postChannelOf, Refused, refuse, type WebCall } from './web-call.ts';

/** The file as messages and answers carry it. */
export function fileBody(state: SlackState, file: StoredFile): Json {
  const address = `${state.base}/files-pri/${file.workspace.teamId}-${file.id}`;
  return {
    id: file.id,
    created: Math.floor(Date.now() / 1000),
    timestamp: Math.floor(Date.now() / 1000),
    name: file.name,
    title: file.title,
    mimetype: file.mimetype,
    filetype: file.name.split('.').at(-1) ?? 'binary',
    pretty_type: 'File',
    user: file.by,
    size: file.size,
    mode: 'hosted',
    is_external: false,
    is_public: true,
    file_access: 'visible',
    url_private: `${address}/${encodeURIComponent(file.name)}`,
    url_private_download: `${address}/download/${encodeURIComponent(file.name)}`,
    permalink: `https://${file.workspace.name}.slack.com/files/${file.by}/${file.id}/${encodeURIComponent(file.name)}`,
  };
}

const types: Record<string, string> = {
  txt: 'text/plain',
  md: 'text/markdown',
  csv: 'text/csv',
  png: 'image/png',
  jpg: 'image/jpeg',
  gif: 'image/gif',
  pdf: 'application/pdf',
  json: 'application/json',
};

function workspaceFor(call: WebCall): Workspace {
  const served = [...call.state.workspaces.values()].find((workspace) => serves(call.install, workspace));
  if (served === undefined) throw new Refused('team_not_found');
  return served;
}

const getUploadUrl: Method = (call) => {
  const name = need(call, 'filename');
  const size = Number(need(call, 'length'));
  if (!Number.isInteger(size) || size <= 0) refuse(call, [`/length: ${size} is no size of a file`], 'invalid_arguments');
  const workspace = workspaceFor(call);
  const mimetype = types[name.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'application/octet-stream';
  const id = idOf('F');
  const empty = { content: Buffer.alloc(0), uploaded: false, complete: false };
  call.state.files.set(id, { id, name, title: name, mimetype, size, workspace, by: workspace.botUserId, ...empty });
  return { upload_url: `${call.state.base}/upload/${id}`, file_id: id };
};

/** Takes the bytes of an upload. Slack answers 200 in plain text. */
export async function takeUpload(state: SlackState, id: string, body: Buffer, type: string): Promise<{ status: number; text: string }> {
  const file = state.files.get(id);
  if (file === undefined || file.uploaded) return { status: 404, text: 'no such upload' };
  let content = body;
  if (type.startsWith('multipart/form-data')) {
    const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
    const part = [...form.values()].find((value) => typeof value !== 'string') ?? form.get('body');
    content = typeof part === 'string' ? Buffer.from(part) : Buffer.from((await part?.arrayBuffer()) ?? new ArrayBuffer(0));
  }
  if (content.length !== file.size) {
    state.refusals.push({ method: 'upload', problems: [`${content.length} bytes came, ${file.size} were announced`] });
    return { status: 400, text: 'the length is not the one announced' };
  }
  Object.assign(file, { content, uploaded: true });
  return { status: 200, text: `OK - ${content.length}` };
}

const complete: Method = (call) => {
  const { state, args } = call;
  const wanted = listOf(args.files);
  if (wanted.length === 0) throw new Refused('invalid_arguments');
  const files = wanted.map(({ id, title }) => {
    const file = state.files.get(String(id));
    if (file === undefined || !serves(call.install, file.workspace)) throw new Refused('file_not_found');
    if (!file.uploaded || file.complete)
      refuse(call, [`/files: ${file.id} ${file.complete ? 'is complete already' : 'has no bytes'}`], 'file_update_failed');
    return Object.assign(file, { title: textOf(title) ?? file.name });
  });
  const channelId = textOf(args.channel_id) ?? textOf(args.channels);
  if (channelId === null && textOf(args.thread_ts) !== null) throw new Refused('invalid_arguments');
  const channel = channelId === null ? null : postChannelOf(call, channelId);
  const text = textOf(args.initial_comment) ?? '';
  if (text !== '') checkMessage(call, { text });
  for (const file of files) file.complete = true;
  if (channel !== null) {
    const { thread_ts: threadTs } = args;
    keepPost({ ...call, args: { thread_ts: threadTs, text } }, channel, { files: files.map((file) => fileBody(state, file)) });
  }
  return { files: files.map((file) => fileBody(state, file)) };
};

const info: Method = (call) => {
  const file = call.state.files.get(need(call, 'file'));
  if (file === undefined || !serves(call.install, file.workspace)) throw new Refused('file_not_found');
  return { file: fileBody(call.state, file) };
};

/** What a private address answers: the bytes to a token of the file's workspace, otherwise the way to sign in, as Slack does. */
export function download(state: SlackState, id: string, token: string | null): StoredFile | null {
  const file = state.files.get(id);
  const holder = token === null ? undefined : state.tokens.get(token);
  const good =
    holder !== undefined && !holder.revoked && holder.install.live && (holder.expiresAt === null || holder.expiresAt > Date.now());
  return file !== undefined && good && serves(holder.install, file.workspace) ? file : null;
}

/** https://docs.slack.dev/messaging/working-with-files */
export const fileMethods: Record<string, Method> = {
  'files.getUploadURLExternal': getUploadUrl,
  'files.completeUploadExternal': complete,
  'files.info': info,
};
