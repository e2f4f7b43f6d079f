/** The samples a visitor can send as a demo customer, beside a reply to a mail they received. */
export const sampleKinds = ['support', 'quote', 'lookup', 'german'] as const;
export type SampleKind = (typeof sampleKinds)[number];

/** One sample: what its button says and what the mail holds. `attachment` is a small text file. */
export type Sample = { label: string; subject: string; text: string; attachment?: { filename: string; text: string } };

/** Texts of the samples; `name` signs them. */
export function sampleMail(kind: SampleKind, name: string): Sample {
  return samples[kind](name);
}

/** Labels of the samples, for the buttons. */
export function sampleLabels(): { kind: SampleKind; label: string }[] {
  return sampleKinds.map((kind) => ({ kind, label: sampleMail(kind, '').label }));
}

const samples: Record<SampleKind, (name: string) => Sample> = {
  support: (name) => ({
    label: 'Support request',
    subject: 'Wi-Fi in the warehouse keeps dropping',
    text: `Hello,

since this morning the Wi-Fi in our warehouse drops every few minutes and the hand scanners lose their connection. The office on the first floor is fine. We restarted the access point twice, which helped for about ten minutes each time.

The log of the access point is attached. Picking is slow without the scanners, so please look at it today.

Kind regards
${name}`,
    attachment: { filename: 'access-point.log', text: accessPointLog },
  }),
  quote: (name) => ({
    label: 'Quote request',
    subject: 'Offer for cabling our new meeting rooms',
    text: `Good morning,

we are opening four meeting rooms in June and need network cabling for them: 24 double sockets Cat 6A, one 24-port PoE switch and three access points, installed and measured. Could you please send us an offer with prices?

The rooms can be seen on any weekday before noon.

Best regards
${name}`,
  }),
  lookup: (name) => ({
    label: 'Look-up',
    subject: 'Status of our open requests?',
    text: `Hello,

could you tell me what is still open for us at the moment and when somebody will come for the printer in accounting?

Thank you
${name}`,
  }),
  german: (name) => ({
    label: 'German mail',
    subject: 'Drucker im Empfang druckt nur noch leere Seiten',
    text: `Guten Tag,

seit gestern druckt der Drucker am Empfang nur noch leere Seiten. Toner haben wir schon getauscht, leider ohne Erfolg. Können Sie bitte jemanden vorbeischicken? Wir müssen heute noch Lieferscheine ausdrucken.

Mit freundlichen Grüßen
${name}`,
  }),
};

const accessPointLog = `06:58:12 ap-warehouse-2 radio1 up channel 36 width 80
07:14:40 ap-warehouse-2 radio1 radar detected channel 36, leaving
07:14:41 ap-warehouse-2 radio1 up channel 100 width 80, waiting 60 s
07:31:05 ap-warehouse-2 radio1 radar detected channel 100, leaving
07:31:06 ap-warehouse-2 radio1 no free channel, stations disconnected: 11
`;
