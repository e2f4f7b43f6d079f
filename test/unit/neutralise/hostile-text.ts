/** A small generator with a seed: the same number gives the same text on every machine. */
export function drawFrom(seed: number): () => number {
  let state = (seed * 2_654_435_761) >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 4_294_967_296;
  };
}

const hosts = [
  'evil.example',
  'xn--80ak6aa92e.example',
  'sub.evil.example',
  'evil。example',
  'EVIL.example',
  'ok.example.evil.example',
  'ok.example@evil.example',
  'аррӏе.example',
];
const schemes = ['https://', 'http://', '//', 'HTTPS://', 'https%3A%2F%2F', 'https:\\\\', 'https&#58;//', 'hTTp:/\u200B/', 'ftp://', ''];
const wraps = [
  (url: string) => `[pay](${url})`,
  (url: string) => `![p](${url})`,
  (url: string) => `[pay][1]\n\n[1]: ${url} "t"\n`,
  (url: string) => `<${url}>`,
  (url: string) => `<${url}|bank>`,
  (url: string) => `<a href="${url}">x</a>`,
  (url: string) => `<img src='${url}' onerror=alert(1)>`,
  (url: string) => url,
  (url: string) => `[a [b] c](<${url}>)`,
  (url: string) => `[![i](${url})](${url})`,
  (url: string) => `see(${url})`,
  (url: string) => `https://ok.example/r?u=${url}`,
];
const loose = [
  ...[
    '<!channel>',
    '<!here|here>',
    '<!subteam^S012345>',
    '<@U012345>',
    '<#C012345|general>',
    '<at>Everyone</at>',
    '@channel',
    '@here',
    '@everyone',
    '@\u200Bchannel',
    '<<!channel>!channel>',
  ],
  ...[
    'javascript:alert(1)',
    'data:text/html;base64,AAAA',
    'java\u200Bscript:alert(1)',
    'vbscript:x',
    '<script>alert(1)</script>',
    '<svg onload=x>',
    '<<b>script>',
    '<img src=x',
    '<!--',
    '-->',
  ],
  ...[
    '{"type":"AdaptiveCard"}',
    '"tool_calls": [',
    '=HYPERLINK("x")',
    '{{quote_info}}',
    '{{DATE(2026-01-01T00:00:00Z,SHORT)}}',
    '**b**',
    '+cmd|x',
    '@SUM(1)',
    '$'.concat('{x}'),
    '__proto__',
    '&lt;!channel&gt;',
    '&amp;',
    '&',
    '"',
    "'",
    '*b*',
    '_i_',
    '`c`',
    '~s~',
  ],
  ...[
    '\u202Egnp\u202C',
    '\u{E0069}\u{E006D}',
    'a\uFE01b\u{E0101}',
    '\uFEFF',
    '\u0000',
    '\u0007',
    '\uD800',
    'e\u0301',
    '\u00AD',
    '\u2066x\u2069',
  ],
  ...[
    ' ',
    '\n',
    '\r\n',
    '](',
    '![',
    '[',
    ']',
    '(',
    ')',
    '<',
    '>',
    '!',
    '\\',
    'Thank you.',
    'Dr. Smith wrote at 9.30 a.m.',
    'Größe 3,5 mm',
    '日本語。',
    'ok',
  ],
];

/** A text of one to nine hostile and harmless pieces. */
export function hostileText(seed: number): string {
  const draw = drawFrom(seed);
  const one = <T>(from: readonly T[]): T => from[Math.floor(draw() * from.length)] as T;
  const pieces = Array.from({ length: 1 + Math.floor(draw() * 9) }, () =>
    draw() < 0.45 ? one(wraps)(`${one(schemes)}${one(hosts)}${draw() < 0.5 ? '/p?d=1' : ''}`) : one(loose),
  );
  return pieces.join(draw() < 0.5 ? ' ' : '');
}
