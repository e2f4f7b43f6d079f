import type { ImapFlow } from 'imapflow';

/** Tells of new mails on one connection, also of those announced while nobody waited. */
export type News = {
  /**
   * Idles until the server announces a mail, `ms` are over, or the connection ends. IDLE begins at once (`mail.md` rule 8). True when a mail was
   * announced while we idled: this server's IDLE works.
   */
  wait(ms: number): Promise<boolean>;
};

/** Listens on the connection from now on. Its IDLE is broken by the next command, which the client does by itself. */
export function listenForNews(client: ImapFlow): News {
  let isAnnounced = false;
  let isIdling = false;
  let wasToldIdling = false;
  let wake = (): void => undefined;
  client.on('exists', (change) => {
    if (change.count <= change.prevCount) return;
    isAnnounced = true;
    wasToldIdling = isIdling;
    wake();
  });
  client.on('close', () => wake());
  return {
    wait: async (ms) => {
      wasToldIdling = false;
      if (!isAnnounced && client.usable) {
        let timer: NodeJS.Timeout | undefined;
        const over = new Promise<void>((resolve) => {
          wake = resolve;
          timer = setTimeout(resolve, ms);
        });
        // A refused or ended IDLE is no failure: the time limit looks again.
        isIdling = true;
        client.idle().catch(() => undefined);
        await over;
        clearTimeout(timer);
        isIdling = false;
      }
      isAnnounced = false;
      return wasToldIdling;
    },
  };
}
