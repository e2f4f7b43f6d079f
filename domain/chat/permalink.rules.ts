/**
 * The address of a message, as the product itself would give it (`/archives/<channel>/p<ts without its dot>`, a reply with `thread_ts` and `cid`). Null when the
 * workspace has not told us its address.
 */
export function permalink(workspaceUrl: string | null, channelId: string, ts: string, threadTs: string | null = null): string | null {
  if (workspaceUrl === null || !/^https:\/\/[^/]+\/?$/.test(workspaceUrl)) return null;
  const place = `${workspaceUrl.replace(/\/$/, '')}/archives/${encodeURIComponent(channelId)}/p${ts.replace('.', '')}`;
  return threadTs === null || threadTs === ts ? place : `${place}?thread_ts=${threadTs}&cid=${encodeURIComponent(channelId)}`;
}
