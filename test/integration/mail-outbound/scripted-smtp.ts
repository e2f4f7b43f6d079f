import { type AddressInfo, createServer, type Socket } from 'node:net';

/** What the server does at one point: answers with these lines, says nothing ever, or cuts the connection, `half` after half an answer. */
export type Reaction = string | 'cut' | 'half' | 'silence';

/** Reactions by point: `greeting`, a command (`EHLO`, `MAIL`, `RCPT`, `DATA`, `AUTH`), `content` (its first line) or `dot`. A list is used up in turn. */
export type Script = Partial<
  Record<'greeting' | 'EHLO' | 'MAIL' | 'RCPT' | 'DATA' | 'AUTH' | 'RSET' | 'content' | 'dot', Reaction | Reaction[]>
>;

export type ScriptedSmtp = {
  port: number;
  /** Contents taken to their final dot, dots unstuffed. */
  contents: string[];
  commands: string[];
  connections: number;
  cutAll(): void;
  close(): Promise<void>;
};

const usual: Record<string, string> = {
  greeting: '220 test',
  EHLO: '250-test\r\n250 8BITMIME',
  DATA: '354 go on',
  dot: '250 2.0.0 queued',
};

/** An SMTP server that does exactly what it is told, to see what a sender makes of it. */
export async function scriptedSmtp(script: Script): Promise<ScriptedSmtp> {
  const sockets = new Set<Socket>();
  const seen: ScriptedSmtp = {
    port: 0,
    contents: [],
    commands: [],
    connections: 0,
    cutAll: () => {
      for (const socket of sockets) socket.destroy();
    },
    close: async () => {
      seen.cutAll();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  const react = (socket: Socket, point: keyof Script): boolean => {
    const planned = script[point];
    const reaction = (Array.isArray(planned) ? planned.shift() : planned) ?? usual[point] ?? '250 ok';
    if (reaction === 'cut') socket.destroy();
    else if (reaction === 'half') socket.end('25');
    else if (reaction !== 'silence') socket.write(`${reaction}\r\n`);
    return reaction.startsWith('354');
  };
  const server = createServer((socket) => {
    seen.connections += 1;
    sockets.add(socket.on('error', () => undefined).on('close', () => sockets.delete(socket)));
    let content: string[] | null = null;
    let rest = '';
    react(socket, 'greeting');
    socket.on('data', (chunk) => {
      const lines = (rest + chunk.toString('latin1')).split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        if (socket.destroyed) return;
        if (content === null) {
          seen.commands.push(line);
          if (react(socket, line.slice(0, 4).toUpperCase() as keyof Script)) content = [];
        } else if (line === '.') {
          seen.contents.push(content.join('\r\n'));
          content = null;
          react(socket, 'dot');
        } else {
          if (content.length === 0 && script.content !== undefined) react(socket, 'content');
          if (!socket.destroyed) content.push(line.startsWith('.') ? line.slice(1) : line);
        }
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  seen.port = (server.address() as AddressInfo).port;
  return seen;
}
