import { randomBytes } from 'node:crypto';

/** A body and the headers it is posted with. */
export type Posted = { body: Buffer; headers: Record<string, string> };

/** `multipart/form-data` as HTTP clients of mail services write it: values are bytes and go out as they are. */
export function multipart(fields: [name: string, value: string | Buffer][]): Posted {
  const boundary = `xYzZY${randomBytes(12).toString('hex')}`;
  const parts = fields.flatMap(([name, value]) => [
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n`),
    Buffer.from(value),
    Buffer.from('\r\n'),
  ]);
  return {
    body: Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]),
    headers: { 'Content-Type': `multipart/form-data; boundary=${boundary}` },
  };
}

/** `application/x-www-form-urlencoded`, byte for byte. */
export function urlEncoded(fields: [name: string, value: string | Buffer][]): Posted {
  const coded = (value: string | Buffer): string =>
    [...Buffer.from(value)]
      .map((byte) => {
        const sign = String.fromCharCode(byte);
        return /[A-Za-z0-9_.~-]/.test(sign) ? sign : sign === ' ' ? '+' : `%${byte.toString(16).padStart(2, '0').toUpperCase()}`;
      })
      .join('');
  return {
    body: Buffer.from(fields.map(([name, value]) => `${coded(name)}=${coded(value)}`).join('&')),
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
  };
}

/** Posts as the service would and gives status and words back. */
export async function post(url: string, { body, headers }: Posted): Promise<{ status: number; text: string; headers: Headers }> {
  const answer = await fetch(url, { method: 'POST', headers, body: new Uint8Array(body), redirect: 'manual' });
  return { status: answer.status, text: await answer.text(), headers: answer.headers };
}
