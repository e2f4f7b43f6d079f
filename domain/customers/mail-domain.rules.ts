/** Mail providers whose domains say nothing about a company (`domain.md` 3.4 rule 7: a public mail domain is never a customer's own). */
const publicDomains = new Set(
  [
    'gmail.com googlemail.com outlook.com hotmail.com hotmail.co.uk hotmail.de hotmail.fr live.com live.co.uk msn.com yahoo.com yahoo.co.uk yahoo.de yahoo.fr ymail.com',
    'icloud.com me.com mac.com aol.com aol.de gmx.de gmx.net gmx.at gmx.ch gmx.com web.de t-online.de freenet.de mail.de posteo.de mailbox.org arcor.de',
    'proton.me protonmail.com pm.me tutanota.com tuta.io fastmail.com zoho.com mail.com mail.ru yandex.ru yandex.com qq.com 163.com 126.com',
    'orange.fr wanadoo.fr free.fr laposte.net sfr.fr libero.it virgilio.it tiscali.it btinternet.com btopenworld.com sky.com virginmedia.com talktalk.net',
    'wp.pl o2.pl onet.pl interia.pl ziggo.nl kpnmail.nl planet.nl hetnet.nl bluewin.ch telenet.be skynet.be comcast.net verizon.net att.net',
  ].flatMap((line) => line.split(' ')),
);

/** True for the domain of a public mail provider. */
export function isPublicMailDomain(domain: string): boolean {
  return publicDomains.has(domain.toLowerCase());
}

/** The part of a mail address after its last @. */
export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}
