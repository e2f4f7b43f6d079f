/**
 * Words that people of a service desk and their customers use for the same thing. A question with one of a line also finds, more faintly, articles with another.
 * General language of the trade only; one word each, since stems are compared.
 */
const groups = {
  en: `
computer pc machine laptop notebook desktop workstation macbook
phone telephone handset smartphone mobile iphone cellphone
wifi wlan wireless
mail email message inbox correspondence
printer copier multifunction mfp
print printout
screen monitor display tv
projector beamer
password passphrase passcode pin credentials
login logon signin
internet web online connection broadband
website page site
router modem gateway
fibre fiber
cable wire lead cord wiring
socket outlet port jack
cabinet rack cupboard
invoice bill statement
quote quotation offer estimate
price cost fee charge
contract agreement
engineer technician
visit appointment
broken defective faulty
dead dark off black
slow sluggish lag crawl
restart reboot
stuck frozen hang freeze
lost missing vanished gone disappeared
stolen theft thief nicked
deleted erased overwritten
restore recover undelete
holiday vacation leave absence away
employee colleague staff worker
starter joiner newcomer
leaver fired dismissed
permission rights access allowed
folder directory drive share
badge card fob pass
door entrance gate
camera cctv
recording footage video
visitor guest
toner ink cartridge
streak stripe line
pale faint
scan scanner scans
update patch upgrade
software program application app
licence license
virus malware ransomware trojan
phishing scam fraud spoof
spam junk
bounce undeliverable rejected returned
full quota space storage
forward divert redirect
voicemail greeting
call conversation
echo hear voice sound audio
weak poor bad
signal coverage reception
building hall warehouse
hot heat temperature
loud noise noisy
move relocate relocation
emergency urgent
night weekend
till terminal payment checkout
certificate ssl tls
backup copy
remote home
lock locked
meeting conference
presentation slides
dock docking base
charger battery adapter
sequence order
label plate sticker number
test report certification`,
  de: `
rechner computer pc laptop notebook
handy telefon smartphone mobiltelefon
passwort kennwort
anmelden einloggen anmeldung login
drucker kopierer
auftrag dokument
dose steckdose anschluss netzwerkdose
kabel leitung stecker
internet netz verbindung online
gesperrt sperre
mail email nachricht
rechnung beleg
bildschirm monitor display
ausgefallen ausfall defekt kaputt
langsam lahm
techniker monteur
termin besuch
streifen linien
blass hell`,
} as const;

/** The groups as rows for SQL: language, group and word. */
export const everydayWords: readonly { language: string; line: number; word: string }[] = Object.entries(groups).flatMap(
  ([language, text]) =>
    text
      .trim()
      .split('\n')
      .flatMap((line, index) => line.split(' ').map((word) => ({ language, line: index, word }))),
);
