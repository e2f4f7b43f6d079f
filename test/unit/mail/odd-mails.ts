import { plainRtf, tnefStream } from '../../support/tnef-writer.ts';

const head =
  'From: "Bell, Ann" <ann@x.example>, (c) Bob\r\nTo: Team: a@x.example;\r\nSubject: =?utf-8?B?R3LDvMOfZQ==?=\r\nDate: Tue, 05 Nov 2024 10:00:00 +0100\r\n';
const tnef = tnefStream({
  codePage: 1252,
  props: [[0x10090102, plainRtf('{\\rtf1\\ansi\\fromhtml1 {\\*\\htmltag64 <p>}x}')]],
  files: [{ title: 'A~1.TXT', data: Buffer.from('data'), props: [[0x3707001f, 'long name.txt']] }],
}).toString('base64');
const calendar =
  'BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Visit\r\nDTSTART;TZID=Europe/Berlin:20241108T100000\r\nDURATION:PT1H\r\nRRULE:FREQ=WEEKLY;COUNT=3\r\nATTENDEE;PARTSTAT=ACCEPTED;CN=Bob:mailto:bob@x.example\r\nEND:VEVENT\r\nEND:VCALENDAR';
const inner = 'From: j@y.example\r\nSubject: inner\r\nContent-Type: multipart/alternative; boundary=z\r\n\r\n--z\r\n\r\nin\r\n--z--';

/** Valid mails with everything in them that the reader looks into: what mutations start from. */
export const seedMails: readonly Buffer[] = [
  `${head}Content-Type: multipart/mixed; boundary="q"\r\n\r\n--q\r\nContent-Type: multipart/alternative; boundary=r\r\n\r\n--r\r\nContent-Type: text/plain; charset=utf-8; format=flowed\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nGr=C3=BC=C3=9Fe =\r\n> x\r\n--r\r\nContent-Type: text/html; charset=iso-8859-1\r\n\r\n<p>Gr\u00fc\u00dfe</p>\r\n--r--\r\n--q\r\nContent-Type: application/ms-tnef; name="winmail.dat"\r\nContent-Transfer-Encoding: base64\r\n\r\n${tnef}\r\n--q\r\nContent-Type: text/calendar; method=REPLY\r\n\r\n${calendar}\r\n--q\r\nContent-Type: message/rfc822\r\n\r\n${inner}\r\n--q--\r\n`,
  `${head}Content-Type: text/plain; charset=iso-2022-jp\r\n\r\n\x1b$B%W%j%s%?!<\x1b(B\r\n`,
  `${head}Content-Type: text/plain; charset=utf-7\r\n\r\nGr+APwA3w-e\r\n`,
  `${head}Content-Type: application/x; name*0*=utf-8''Gr%C3; name*1*=%BC.bin\r\nContent-Transfer-Encoding: x-uuencode\r\n\r\nbegin 644 a\r\n%:&5L;&\\\r\n\`\r\nend\r\n`,
  `${head}Content-Type: multipart/signed; protocol="application/pgp-signature"; boundary=s\r\n\r\n--s\r\n\r\nsigned\r\n--s\r\nContent-Type: application/pgp-signature\r\n\r\nxyz\r\n--s--\r\n`,
].map((text) => Buffer.from(text, 'latin1'));
