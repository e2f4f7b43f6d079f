import { createHash, randomUUID } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Kind, SocketDoor } from './deliveries.ts';
import { isObject, type Json, parsed } from './json.ts';
import type { SlackState } from './slack-state.ts';
import { frameOf, opcodes, takeFrame } from './ws-frames.ts';

const envelopes: Record<Kind, string> = { event: 'events_api', command: 'slash_commands', interaction: 'interactive' };
// RFC 6455, section 1.3.
const handshake = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

/** Sockets of Socket Mode: https://docs.slack.dev/apis/events-api/using-socket-mode */
export type Sockets = SocketDoor & {
  /** Asks the app to connect again, as Slack does when it moves a connection. */
  refresh(): void;
  count(): number;
  close(): void;
};

type Waiting = { socket: Duplex; resolve(payload: string | null): void };

export function openSocketDoor(server: Server, state: SlackState): Sockets {
  const sockets = new Set<Duplex>();
  const waiting = new Map<string, Waiting>();
  const write = (socket: Duplex, body: Json): void => void socket.write(frameOf(opcodes.text, Buffer.from(JSON.stringify(body))));
  const gone = (socket: Duplex): void => {
    sockets.delete(socket);
    for (const each of waiting.values()) if (each.socket === socket) each.resolve(null);
  };
  const heard = (text: string): void => {
    const ack = parsed(text);
    if (!isObject(ack)) return;
    waiting
      .get(String(ack.envelope_id))
      ?.resolve(isObject(ack.payload) && Object.keys(ack.payload).length > 0 ? JSON.stringify(ack.payload) : '');
  };
  server.on('upgrade', (request: IncomingMessage, socket: Duplex) => {
    const key = request.headers['sec-websocket-key'];
    if (!request.url?.startsWith('/socket?') || key === undefined) {
      socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
      return;
    }
    const accept = createHash('sha1')
      .update(key + handshake)
      .digest('base64');
    const lines = ['HTTP/1.1 101 Switching Protocols', 'Upgrade: websocket', 'Connection: Upgrade', `Sec-WebSocket-Accept: ${accept}`];
    socket.write(`${lines.join('\r\n')}\r\n\r\n`);
    sockets.add(socket);
    socket.on('close', () => gone(socket));
    socket.on('error', () => gone(socket));
    listen(socket, heard);
    write(socket, { type: 'hello', num_connections: sockets.size, connection_info: { app_id: state.settings.appId } });
  });
  return {
    open: () => sockets.size > 0,
    count: () => sockets.size,
    send: async (kind, payload, retry) => {
      const began = performance.now();
      const socket = [...sockets][0];
      const ms = (): number => performance.now() - began;
      if (socket === undefined) return { status: 0, body: '', ms: ms(), failure: 'connection_failed', noRetry: false };
      const id = randomUUID();
      const again = kind === 'event' ? { retry_attempt: retry?.num ?? 0, retry_reason: retry?.reason ?? '' } : {};
      const answer = await new Promise<string | null>((resolve) => {
        const deadline = setTimeout(() => resolve(null), state.options.deadlineMs);
        const settle = (body: string | null): void => {
          clearTimeout(deadline);
          resolve(body);
        };
        waiting.set(id, { socket, resolve: settle });
        write(socket, { envelope_id: id, type: envelopes[kind], payload, accepts_response_payload: kind !== 'event', ...again });
      });
      waiting.delete(id);
      const good = answer !== null;
      return { status: good ? 200 : 0, body: answer ?? '', ms: ms(), failure: good ? null : 'http_timeout', noRetry: false };
    },
    refresh: () => {
      for (const socket of sockets) write(socket, { type: 'disconnect', reason: 'refresh_requested', debug_info: {} });
    },
    close: () => {
      for (const socket of sockets) socket.destroy();
    },
  };
}

function listen(socket: Duplex, heard: (text: string) => void): void {
  let bytes = Buffer.alloc(0);
  let message = Buffer.alloc(0);
  socket.on('data', (part: Buffer) => {
    bytes = Buffer.concat([bytes, part]);
    try {
      for (let taken = takeFrame(bytes); taken !== null; taken = takeFrame(bytes)) {
        bytes = Buffer.from(taken.rest);
        const { opcode, final, payload } = taken.frame;
        if (opcode === opcodes.close) socket.end(frameOf(opcodes.close, payload));
        else if (opcode === opcodes.ping) socket.write(frameOf(opcodes.pong, payload));
        else if (opcode === opcodes.text || opcode === opcodes.continuation) {
          message = Buffer.concat([message, payload]);
          if (final) heard(message.toString());
          if (final) message = Buffer.alloc(0);
        }
      }
    } catch {
      socket.destroy();
    }
  });
}
