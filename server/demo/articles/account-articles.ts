import { article, type DemoArticle, internal } from './article.types.ts';

/** Mail and accounts. */
export const accountArticles: readonly DemoArticle[] = [
  article(
    'Set up the company mailbox on a phone',
    'E-mail',
    ['mobile', 'iPhone', 'Android', 'Outlook'],
    'Use the Outlook app, sign in, and accept the device rules.',
    `
Install the app Microsoft Outlook from the store of your phone; the built-in mail programs cannot show shared calendars.
Open it, type your company address and press Continue. The sign-in page of your company appears.
Sign in with your usual password and confirm the second step.
The phone asks whether the company may require a screen lock and wipe company data. Accept it: it concerns the data inside the app only, never your photos.
It takes some minutes until all folders are there.
If the app says that the account type is unknown, you have typed a private address.
Remove the account in the app before you sell the phone.
`,
  ),
  article(
    'A mail came back as undeliverable',
    'E-mail',
    ['bounce', 'NDR', 'rejected', '550'],
    'The report names the reason: wrong address, full mailbox, too large, or refused as spam.',
    `
Read the report from the bottom: there is a code of three digits and a sentence.
550 5.1.1 means that the address does not exist. Look for a typing mistake, and delete the suggestion that your program completes from memory.
552 or 5.2.2 means that the mailbox of the recipient is full; only they can change that.
5.3.4 means that the message is too large: send a link to the file instead.
5.7.1 means that the other side took it for spam or does not allow your address. Forward us the report with everything in it.
Reports about mails you never wrote come from a forged sender; delete them. If there are hundreds, change your password and tell us.
`,
  ),
  article(
    'Mailbox is full',
    'E-mail',
    ['quota', 'archive', 'storage'],
    'Empty the bin, move large attachments out, switch on the archive.',
    `
You get a warning at ninety per cent. At one hundred per cent you can no longer send, and a little later you receive nothing either.
Empty Deleted Items and Junk first; their content counts.
Sort the inbox by size and save large attachments to the shared drive, then delete those mails.
Sent Items hold every picture you ever sent: sort it by size as well.
We can switch on the online archive, which takes everything older than two years and stays searchable.
A larger mailbox is possible with another licence; the person responsible for your contract decides.
After cleaning up it takes up to an hour until sending works again.
`,
  ),
  article(
    'Shared mailbox: open it and send from its address',
    'E-mail',
    ['info address', 'send as', 'team mailbox'],
    'Rights are given by us on request; then choose the sender in the From field.',
    `
A shared mailbox such as info@ or invoices@ has no password of its own; people open it with their own account.
The owner of the mailbox writes to us who shall read it and who may send from it. These are two separate rights.
After about an hour it appears below your own folders by itself; restart Outlook if it does not.
To send from it, open a new message, show the From field and choose the address. The first time you have to type it.
If the answer says that you may not send on behalf of this sender, the second right is missing.
Sent messages lie in the shared mailbox, so colleagues see what was answered.
On the phone, add it as a shared mailbox in the app's account settings.
`,
  ),
  article(
    'Automatic reply while you are on holiday',
    'E-mail',
    ['out of office', 'absence', 'vacation'],
    'Set the dates in the program or on the web page; name a stand-in.',
    `
In Outlook choose File and then Automatic Replies; on the web it is under Settings, Mail.
Give the first and last day so that it starts and ends by itself.
Write one text for colleagues and a shorter one for people outside, and name the person who stands in with address and telephone number.
Each sender gets the answer once.
Do not have your mails forwarded to a private address: your company does not allow it and we block it.
If somebody is ill and could not set it, the head of the team asks us in writing and we do it, without reading anything in the mailbox.
`,
  ),
  article(
    'Report a suspicious mail',
    'Security',
    ['phishing', 'scam', 'fraud'],
    'Do not click, report it with the button, and call us if you have typed a password.',
    `
Be careful when a mail hurries you, asks for a password or for gift cards, or changes the bank details of a supplier.
Look at the real sender by pointing at the name, and at the real target of a link without clicking.
Press Report in the toolbar. The mail goes to our filter and disappears from your inbox.
If you have opened the attachment or typed your password: pull the network cable or switch off Wi-Fi, leave the computer on, and call us at once by telephone.
Nobody is blamed for reporting; silence is what causes damage.
For changed bank details call the supplier at the number you have always used and not at the one in the mail.
`,
  ),
  internal(
    article(
      'Customer mail lands in junk folders of others',
      'E-mail',
      ['SPF', 'DKIM', 'DMARC', 'reputation'],
      'Check the three records, then the blocklists, then who sends in their name.',
      `
Ask for a message that landed in junk with its full headers, and read Authentication-Results first.
SPF fails when the newsletter service or the accounting program is not in the record; count the look-ups, more than ten break it.
Switch on DKIM with 2048 bits for each service that sends.
Raise DMARC slowly: none with reports for four weeks, then quarantine. Reports show forgotten senders such as a scanner in the branch office.
Check the sending address against the usual blocklists. A hacked mailbox that sent a thousand mails explains a sudden change.
Subject lines in capitals and a first mail to five hundred people cost reputation however right the records are.
`,
    ),
  ),
  article(
    'Reset a forgotten password',
    'Accounts',
    ['password', 'self-service', 'sign in'],
    'Use the self-service page; we reset it by telephone only after a call back.',
    `
Open the sign-in page and choose “Can’t access your account?”. Type your company address and the letters of the picture.
You get a code on the phone that is registered for you. Type it and choose a new password of at least twelve characters.
Computers in the office take the new password at the next sign-in; phones ask for it within the hour.
If your phone number has changed, the page cannot help. Ask your manager to write to us; we call back at the number in your personnel list and set a temporary password.
We never send passwords by e-mail and never ask for yours.
Saved passwords in the browser have to be updated, otherwise the old one locks the account again.
`,
  ),
  article(
    'Account is locked after too many attempts',
    'Accounts',
    ['lockout', 'locked out'],
    'It opens by itself after thirty minutes; find the device that still uses the old password.',
    `
Ten wrong attempts lock an account for thirty minutes. After that it opens by itself, nothing has to be done.
If it happens again and again, some device still uses an old password: an old phone, a tablet at home, the scanner in the corridor, or a drive that was connected with another password.
Switch off the suspects one after the other, and remove stored credentials in the Windows credential manager.
We see in the log from which device the attempts come; tell us the time of the last lock.
If attempts come from a foreign country, somebody is guessing your password. The lock protects you; change the password all the same.
`,
  ),
  article(
    'Register a new phone for two-step sign-in',
    'Accounts',
    ['MFA', 'authenticator', '2FA'],
    'Add the new phone while the old one still works; else we reset it after a call back.',
    `
Do it before you give the old phone away. Sign in at the security page, choose Add method, Authenticator app, and scan the square code with the new phone.
Confirm the number that is shown, then delete the old device from the list.
A restored backup of the old phone brings the app but not the keys, so codes on it are not accepted.
If the old phone is lost or broken, we reset the registration. For this we call you back at a known number or your manager confirms who you are.
Register two ways: the app and a telephone number, or a small security key that costs thirty pounds.
Never confirm a request on your phone that you did not cause yourself.
`,
  ),
  article(
    'New employee: what we need and when',
    'Accounts',
    ['onboarding', 'starter', 'joiner'],
    'Five working days before the first day: name, role, start date, equipment.',
    `
Send us the form five working days before the first day: full name, department, manager, start date, place of work.
Say which colleague has the same rights; we copy groups, never private folders.
Tell us whether a laptop, a desk phone, a door card and a mobile are needed. Hardware that is not in stock takes two weeks.
The account is ready on the evening before. The first password goes to the manager in a closed envelope or by telephone.
On the first morning we take a quarter of an hour to set up the second step of the sign-in.
For trainees and temporary staff give the last day as well, so that the account closes by itself.
`,
  ),
  article(
    'Employee leaves: close access',
    'Accounts',
    ['leaver', 'offboarding', 'termination'],
    'Tell us the last day and who takes over mailbox and files; urgent cases by telephone.',
    `
Write to us at least two days before the last day: name, last day and hour, who shall read the mailbox, who gets the files.
On that hour we block sign-in, end all open sessions, take the phone out of the system, and disable the door card.
The mailbox becomes a shared one for ninety days with an automatic answer that names the successor, and is deleted afterwards.
Have laptop, phone, card and keys handed back; we wipe the devices.
If somebody is dismissed at once, call us. We do it during the conversation, within five minutes, and keep everything for lawyers.
Change shared secrets the person knew: alarm code, Wi-Fi key, bank token.
`,
  ),
  article(
    'Get access to a shared folder',
    'Accounts',
    ['permission', 'network drive', 'rights'],
    'The owner of the folder decides; we carry it out within a working day.',
    `
“Access denied” means that the folder exists and you are not in its group.
Each folder has an owner, usually the head of the department. Ask the owner to write to us with the name of the folder and whether you may only read or also change.
We do not give rights on the word of the person who wants them, not even to directors.
After the change sign out of Windows and in again; group membership is read at sign-in only.
Folders you need for a short time can be given with an end date.
For exchange with people outside use a link with an expiry date instead of an account.
`,
  ),
];
