/** What came instead of an answer: status, headers and the beginning of the body. */
export type FailedReply = { status: number; headers: Headers; text: string };

/** More came than any answer is long. */
export class TooLong extends Error {}

type Fetch = typeof globalThis.fetch;
/** `onSend`: the request is on its way; `onHeaders`: of every reply; `onFailure`: of one that is not 2xx. */
export type Guard = {
  fetch: Fetch;
  onSend: () => void;
  onHeaders: (headers: Headers) => void;
  onFailure: (reply: FailedReply) => void;
};

const sentHeaders = ['accept', 'authorization', 'content-type', 'user-agent'];
// A streamed answer is some hundred times as long on the wire as its text.
const mostBytes = 32_000_000;
const mostErrorBytes = 64_000;

/**
 * `fetch` as calls to a model use it: follows no redirect, sends no header but the four a call needs (no telemetry, none of this process's environment), and reads no more
 * than a limit: a body that is too long, also after it was decoded, fails with `TooLong`.
 */
export function guardFetch(guard: Guard): Fetch {
  return async (url, init) => {
    const target = new URL(url instanceof Request ? url.url : url);
    const all = new Headers(init?.headers);
    const headers = sentHeaders.flatMap((name): [string, string][] => (all.has(name) ? [[name, all.get(name) ?? '']] : []));
    guard.onSend();
    const response = await guard.fetch(target, { ...init, headers, redirect: 'manual' });
    guard.onHeaders(response.headers);
    if (response.ok) return shortened(response);
    const text = await beginningOf(response);
    guard.onFailure({ status: response.status, headers: response.headers, text });
    return new Response(null, { status: response.status === 304 ? 502 : response.status });
  };
}

function shortened(response: Response): Response {
  if (response.body === null) return response;
  let bytes = 0;
  const limit = new TransformStream<Uint8Array, Uint8Array>({
    transform: (chunk, controller) => {
      bytes += chunk.byteLength;
      if (bytes > mostBytes) controller.error(new TooLong('the body is too long'));
      else controller.enqueue(chunk);
    },
  });
  return new Response(response.body.pipeThrough(limit), { status: response.status, headers: response.headers });
}

async function beginningOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of response.body ?? []) {
      chunks.push(chunk);
      bytes += chunk.byteLength;
      if (bytes >= mostErrorBytes) break;
    }
  } catch {
    // The status says enough: a body that breaks off takes nothing away from it.
  }
  return Buffer.concat(chunks).subarray(0, mostErrorBytes).toString('utf8');
}
