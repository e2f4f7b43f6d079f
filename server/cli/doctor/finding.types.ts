/** One line of `doctor`. `todo` says what to do about it. */
export type Finding = { level: 'ok' | 'warn' | 'fail'; subject: string; text: string; todo?: string };

/** Makes findings about one subject. */
export function about(subject: string) {
  return {
    ok: (text: string): Finding => ({ level: 'ok', subject, text }),
    warn: (text: string, todo: string): Finding => ({ level: 'warn', subject, text, todo }),
    fail: (text: string, todo: string): Finding => ({ level: 'fail', subject, text, todo }),
  };
}
