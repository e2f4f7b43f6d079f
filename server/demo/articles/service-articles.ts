import { article, type DemoArticle, internal } from './article.types.ts';

/** Backups, incidents, and how the company works. */
export const serviceArticles: readonly DemoArticle[] = [
  article(
    'Restore a deleted or overwritten file',
    'Backup',
    ['previous versions', 'recover', 'undelete'],
    'Previous versions go back sixty days; after that we restore from backup.',
    `
Stop saving to that folder and write down the name of the file and when you last saw it as it should be.
On the shared drive, press the right mouse button on the folder, choose Restore previous versions, and open a state from before the mishap. Copy the file out of it instead of restoring the whole folder.
In the cloud storage look in the recycle bin on the web page; it keeps things for ninety days.
A file that was overwritten has a version history in the same menu.
If none of these has it, write to us. We keep daily backups for three months and monthly ones for two years.
Files that lay only on the desktop of a laptop and not in the synchronised folder cannot be restored.
`,
  ),
  article(
    'Suspected virus or ransomware: first steps',
    'Security',
    ['malware', 'encrypted', 'incident'],
    'Disconnect, leave it on, call; do not pay and do not clean up.',
    `
Signs are files with strange endings, a note that demands money, programs that open by themselves, or a scanner that raises the alarm again and again.
Pull the network cable and switch off Wi-Fi on that computer. Leave it switched on: its memory holds traces.
Call the emergency number, do not write. Tell colleagues to keep their hands off shared drives.
Do not plug in a backup disk and do not log in anywhere as administrator.
Do not pay and do not answer the note.
We isolate the network, find the first computer, and restore from backups that no computer can write to. Expect half a day before the first workplaces return.
Write down what you did in the last hour; it saves us many.
`,
  ),
  internal(
    article(
      'Nightly backup job failed',
      'Backup',
      ['backup', 'job', 'repository', 'VSS'],
      'Read the first error, not the last; two misses in a row are an incident.',
      `
One failed night is a warning, two in a row are an incident with high priority.
Open the job and read the first error; those below are consequences.
“Repository full” means that the retention is longer than the disk. Never delete chains by hand; move the oldest copy to the archive.
VSS errors on database servers go away after a restart of the writer service in two of three cases; plan it with the customer.
If the copy outside the house is older than three days, check the upload limit and the encryption key.
After mending start a run by day and restore one file as a test; write the name of that file on the ticket.
`,
    ),
  ),
  internal(
    article(
      'Renew a web or mail certificate',
      'Security',
      ['TLS', 'certificate', 'expiry', 'ACME'],
      'Automate with ACME; what cannot be automated is in the calendar thirty days ahead.',
      `
Users report it as “your connection is not private” or as a mail program that asks about an unknown certificate.
Look at the date of expiry and the names in it with the browser. A name that is missing is as bad as a date that has passed.
Services we run renew themselves by ACME; if one did not, the port for the challenge is blocked or the record moved.
Appliances without ACME get a certificate for one year; the date is in the shared calendar with thirty days of notice.
Install the full chain: telephones and scanners do not fetch intermediates.
Restart the service and check from outside. Note the new date on the asset.
`,
    ),
  ),
  article(
    'Opening hours and the emergency number',
    'Service',
    ['on-call', 'out of hours', 'weekend', 'hotline'],
    'Staffed on working days; emergencies are answered around the clock under contract.',
    `
Our desk is staffed Monday to Thursday from 8:30 to 17:30 and on Friday until 16:30, except bank holidays.
Write to the support address at any time; each message gets a number and is answered in the order of its urgency.
Outside these hours the emergency number reaches the engineer on duty. It is printed on the sticker of your cabinet.
An emergency is a site without internet or telephone, suspected malware, a break-in, or a failure that stops production. Everything else waits until morning.
Without a contract an emergency call is charged with a minimum of two hours at one and a half times the rate, twice the rate on Sundays.
Between Christmas and New Year only emergencies are answered.
`,
  ),
  article(
    'Book, move or cancel an engineer’s visit',
    'Service',
    ['appointment', 'schedule', 'site visit'],
    'Answer the confirmation; changes are free until noon of the working day before.',
    `
When a visit is needed we propose two dates by mail; answer with the one that suits you.
You get a confirmation with the name of the engineer and a window of two hours, and a call half an hour before arrival.
Changes and cancellations are free until noon of the working day before; later we charge one hour.
Make sure that somebody is there who can open the cabinet and all rooms, and that a ladder may be used.
Tell us about parking, rules of the site, safety shoes and passes when you confirm.
After the work you sign on the tablet and get the report by mail. Something was forgotten? Answer that mail within five days.
`,
  ),
  article(
    'Understand or dispute an invoice',
    'Service',
    ['billing', 'payment', 'charge', 'credit note'],
    'Each line names the ticket or the order; write within 30 days and that line waits.',
    `
Every line on the bill names the ticket or the order it comes from, with date, engineer and minutes.
Work is counted in quarters of an hour, travel by zone. Work under contract is shown with zero so that you see it.
If a line seems wrong, answer to the address on the invoice within thirty days with its number and what you expected. That line waits until it is cleared and there are no reminders for it; please pay the rest.
Corrections are made by credit note and never by changing an invoice that was sent.
Purchase order numbers can be put on every invoice; tell us before the month ends.
Copies of the last two years are in the portal.
`,
  ),
  article(
    'What the support contract covers and how fast we react',
    'Service',
    ['SLA', 'response time', 'coverage', 'contract'],
    'Remote help and monitoring are included; new installations and damage by others are not.',
    `
The contract covers monitoring, updates, remote help and visits for equipment on the list in its annex.
New installations, moves, damage by water, lightning or other trades, and training are charged by effort, after you agreed.
Response times run in our opening hours: urgent one hour, high two, normal eight, low two days. Urgent means that a site or a whole department cannot work.
Response means that an engineer works on it and has told you so, not an automatic answer.
Monthly you get a report with all tickets and how we kept these times. If we miss more than one in twenty, the next month is reduced by ten per cent.
Equipment is added to the list by a short mail from your side.
`,
  ),
  article(
    'Open a new office: what to plan and when',
    'Service',
    ['relocation', 'new site', 'move', 'lead time'],
    'The line takes twelve weeks, cabling four, everything else two.',
    `
Order the internet line first: a new fibre line takes twelve weeks and sometimes half a year when the road must be opened.
Ask the landlord for the way of the ducts and a place for the cabinet with power, about one square metre.
Tell us how many workplaces, telephones, printers, cameras and doors there will be; we plan cabling and wireless from that in one week, and install in four.
Telephone numbers can be taken along inside the same area only; the change needs ten working days.
For the weeks before the line is there we lend a mobile router.
On the day of the move two engineers are there from eight; plan that everything works at noon, not at nine.
`,
  ),
  internal(
    article(
      'Escalate while on call at night',
      'Service',
      ['on-call', 'escalation', 'duty engineer'],
      'Acknowledge in ten minutes, decide in thirty, wake the second line without shame.',
      `
Acknowledge the alert within ten minutes; otherwise it goes to the second engineer and then to the manager on duty.
Decide within half an hour whether it can wait. A site without a backup line, a hospital ward or a cold store cannot.
Call the contact in the customer record before you drive; many cabinets are locked at night.
Wake the second line when you have tried for forty-five minutes or when data could be lost. Nobody has ever been blamed for calling too early.
Write every step with its time on the ticket as an internal note; the customer gets one message at the start, one every two hours, and one at the end.
The rest period of eleven hours counts from the end of the work; tell the planner.
`,
    ),
  ),
];
