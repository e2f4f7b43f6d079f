import type { IncomingMessage } from 'node:http';
import { largestRequest } from './verify-request.ts';

/** The bytes of a request, whether they were read before or not; null when there are more than any request of Slack has, or it was cut off. */
export async function readRaw(request: IncomingMessage & { body?: unknown }): Promise<Buffer | null> {
  if (Buffer.isBuffer(request.body)) return request.body;
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > largestRequest) return null;
      chunks.push(chunk);
    }
  } catch {
    return null;
  }
  return Buffer.concat(chunks);
}
