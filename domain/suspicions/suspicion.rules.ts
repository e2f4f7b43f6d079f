import { hiddenClasses } from './hidden-characters.rules.ts';

/** What a text looks like it tries. Only ever a badge: nothing else goes by it. */
export type SuspicionKind =
  | 'gives_orders'
  | 'looks_like_staff'
  | 'asks_for_secrets'
  | 'changes_payment'
  | 'encoded_block'
  | 'control_syntax'
  | 'template'
  | 'hidden_text';

/** Where it is, in UTF-16 units; `detail` names the rule, or which characters are hidden. */
export type Suspicion = { kind: SuspicionKind; from: number; to: number; detail: string };

type SuspicionRule = { kind: SuspicionKind; detail: string; pattern: RegExp };

/** In the ten languages mails come in: English, German, French, Spanish, Italian, Portuguese, Dutch, Polish, Russian, Arabic, Chinese, Japanese, Hindi. */
const rules: readonly SuspicionRule[] = [
  {
    kind: 'gives_orders',
    detail: 'ignore what came before',
    pattern:
      /\b(?:ignore|disregard|forget|override|bypass)\b[^.\n]{0,40}\b(?:previous|prior|above|earlier|all|your|system)\b[^.\n]{0,30}\b(?:instructions?|rules?|prompts?|orders?|policy|guidelines?)\b/giu,
  },
  {
    kind: 'gives_orders',
    detail: 'speaks to an assistant',
    pattern:
      /\b(?:(?:dear|hey|attention|note (?:to|for))\s+)?(?:ai|assistant|chat ?bot|language model|llm|gpt)\b\s*(?:model)?\s*[:,—-]\s*\p{L}|\bas an ai\b|\byou are (?:now|no longer)\b|\bnew instructions?\b\s*:/giu,
  },
  {
    kind: 'gives_orders',
    detail: 'marks of a prompt',
    pattern:
      /<\|?\s*(?:im_start|im_end|system|endoftext|assistant)\b[^>\n]{0,20}>|\[\/?(?:INST|SYS|SYSTEM)\]|^\s*(?:#{2,}\s*)?(?:system|assistant|developer)\s*(?:message|prompt)?\s*:/gimu,
  },
  {
    kind: 'gives_orders',
    detail: 'ignoriere',
    pattern: /\b(?:ignorier\w*|missachte\w*|vergiss)\b[^.\n]{0,40}\b(?:anweisung\w*|regeln?|vorgaben?|befehle?)/giu,
  },
  {
    kind: 'gives_orders',
    detail: 'ignorez',
    pattern: /\b(?:ignore[zrs]?|oublie[zrs]?|ne tene?z pas compte)\b[^.\n]{0,40}\b(?:instructions?|consignes?|règles?)/giu,
  },
  {
    kind: 'gives_orders',
    detail: 'ignora',
    pattern:
      /\b(?:ignor[ae]\w*|olvid[ae]\w*|dimentica\w*|esque[çc]a\w*)\b[^.\n]{0,40}\b(?:instrucc?i?on\w*|istruzion\w*|instru[çc][õo]es|reglas|regole|regras)/giu,
  },
  {
    kind: 'gives_orders',
    detail: 'negeer',
    pattern: /\b(?:negeer|vergeet|zignoruj|ignoruj|pomiń)\b[^.\n]{0,40}\b(?:instructies?|regels|instrukcj\w*|zasad\w*|polece\w*)/giu,
  },
  {
    kind: 'gives_orders',
    detail: 'игнорируй',
    pattern: /(?:игнорируй\w*|забудь\w*)[^.\n]{0,40}(?:инструкци\p{L}*|правил\p{L}*|указани\p{L}*)/giu,
  },
  {
    kind: 'gives_orders',
    detail: '忽略',
    pattern: /(?:忽略|无视|無視|忘记)[^。\n]{0,20}(?:指令|指示|规则|命令|ルール)|(?:指示|命令|ルール)[^。\n]{0,12}(?:無視|忘れ)/gu,
  },
  {
    kind: 'gives_orders',
    detail: 'تجاهل',
    pattern:
      /(?:تجاهل|انس)[^.\n]{0,30}(?:التعليمات|القواعد|الأوامر)|(?:अनदेखा|नज़रअंदाज़)[^।\n]{0,30}(?:निर्देश|नियम)|(?:निर्देश|नियम)\p{M}*[^।\n]{0,30}(?:अनदेखा|नज़रअंदाज़)/gu,
  },
  {
    kind: 'gives_orders',
    detail: 'what the desk decides',
    pattern:
      /\b(?:mark|set|flag|close|file|move)\b[^.\n]{0,30}\b(?:this|the|all|every|ticket|status)\b[^.\n]{0,30}\b(?:as|to)\s+(?:spam|closed|resolved|approved|urgent|critical|p1|high|low)\b/giu,
  },
  {
    kind: 'looks_like_staff',
    detail: 'an approval',
    pattern:
      /\b(?:approved|authori[sz]ed|cleared|signed off|genehmigt|freigegeben|approuvé|aprobado)\b[^.\n]{0,20}\b(?:by|from|von|par|por)\b/giu,
  },
  {
    kind: 'looks_like_staff',
    detail: 'an internal note',
    pattern:
      /^[\s>*_#[(-]{0,12}(?:internal (?:note|comment)|staff (?:note|reply)|private note|interne notiz|note interne|nota interna)\b/gimu,
  },
  {
    kind: 'looks_like_staff',
    detail: 'a quoted answer',
    pattern:
      /^[\s>]*(?:On|Am|Le|El) [^\n]{4,80}(?:support|helpdesk|service desk|admin|agent)[^\n]{0,60}(?:wrote|schrieb|a écrit|escribió)\s*:/gimu,
  },
  {
    kind: 'asks_for_secrets',
    detail: 'passwords and keys',
    pattern:
      /\b(?:send|tell|give|show|reveal|print|list|forward|repeat|output)\b[^.\n]{0,50}\b(?:passwords?|api[ -]?keys?|tokens?|credentials?|secrets?|system prompt|instructions|internal notes?|other (?:customers?|clients?|tickets?)|customer list)\b/giu,
  },
  {
    kind: 'asks_for_secrets',
    detail: 'Passwort',
    pattern:
      /(?:passw(?:ort|örter)|zugangsdaten|mot de passe|contraseñas?|senhas?|wachtwoord\w*|hasł[oa]|парол\p{L}*|密码|パスワード|كلمة المرور)[^.\n]{0,40}(?:send\w*|schick\w*|nenn\w*|envoye\w*|env[ií]\w*|manda\w*|stuur\w*|пришли\w*|发送|送って)/giu,
  },
  {
    kind: 'changes_payment',
    detail: 'a new account',
    pattern:
      /\b(?:new|changed|updated|different|neue\w*|geänderte\w*|nouve\w+|nuev[ao])\b[^.\n]{0,25}\b(?:bank(?:ing)?|account|iban|payment details|bankverbindung|kontoverbindung|konto|coordonnées bancaires|compte|cuenta)\b/giu,
  },
  {
    kind: 'encoded_block',
    detail: 'base64',
    pattern:
      /(?<![A-Za-z0-9+/=_-])(?=[A-Za-z0-9+/_-]*[A-Z])(?=[A-Za-z0-9+/_-]*[a-z])(?=[A-Za-z0-9+/_-]*\d)[A-Za-z0-9+/_-]{40,}={0,2}(?![A-Za-z0-9+/=])/gu,
  },
  {
    kind: 'encoded_block',
    detail: 'hex or percent signs',
    pattern:
      /(?:%[0-9a-f]{2}){8,}|(?:\\x[0-9a-f]{2}){6,}|(?:\\u[0-9a-f]{4}){6,}|(?:&#x?[0-9a-f]{2,6};){6,}|\b(?:[0-9a-f]{2} ){15,}[0-9a-f]{2}\b/giu,
  },
  {
    kind: 'control_syntax',
    detail: 'calls people',
    pattern: /<!(?:channel|here|everyone|subteam)|<@[UW][A-Z0-9]{5,}|<at\b[^>]{0,80}>|(?<![\w.])@(?:channel|here|everyone|all)\b/giu,
  },
  {
    kind: 'control_syntax',
    detail: 'a card or a tool call',
    pattern: /"type"\s*:\s*"(?:AdaptiveCard|section|actions|Action\.\w+|function_call|tool_use)"|"(?:tool_calls?|function_call)"\s*:/giu,
  },
  { kind: 'control_syntax', detail: 'an image to be fetched', pattern: /!\[[^\]\n]{0,200}\]\(|!\[[^\]\n]{0,200}\]\[|<img\b/giu },
  {
    kind: 'template',
    detail: 'a placeholder',
    pattern:
      /\{\{[^{}\n]{1,80}\}\}|\$\{[^{}\n]{1,80}\}|\{%[^%\n]{1,80}%\}|<%[^%\n]{1,80}%>|\b__proto__\b|\{(?:quote_info|context|history|system|prompt|customer)\w{0,20}\}/giu,
  },
];

/** What looks at the letters of a text, not at its form, is not misled by zero-width signs between them: those are found as hidden text. */
const mostFound = 200;

function hidden(text: string): Suspicion[] {
  return hiddenClasses.flatMap(({ kind, pattern }) => {
    const places = [...text.matchAll(pattern)].filter(
      ([sign]) => sign !== '\r' && sign !== '\u00AD' && sign !== '\u200E' && sign !== '\u200F',
    );
    // A soft hyphen, a joiner in Persian or one mark of direction is how people write; orders and data take many, or the kinds that no keyboard has.
    const enough = kind === 'tags' || kind === 'bidi' || kind === 'variation' ? 1 : 3;
    const [first] = places;
    const last = places.at(-1);
    if (places.length < enough || first === undefined || last === undefined) return [];
    return [{ kind: 'hidden_text' as const, from: first.index, to: last.index + last[0].length, detail: kind }];
  });
}

/**
 * What in a stranger's text looks like an attempt on the people or the programs that read it: for a badge, and to fold a summary that was made of it. Finding
 * nothing proves nothing, and finding something changes nothing. In order; at most 200.
 */
export function findSuspicions(text: string): Suspicion[] {
  const found = rules.flatMap(({ kind, detail, pattern }) =>
    Array.from(text.matchAll(pattern), (match): Suspicion => ({ kind, from: match.index, to: match.index + match[0].length, detail })),
  );
  return [...found, ...hidden(text)].sort((one, other) => one.from - other.from || one.to - other.to).slice(0, mostFound);
}
