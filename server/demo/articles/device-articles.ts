import { article, type DemoArticle } from './article.types.ts';

/** Printers, computers, phones and tills. */
export const deviceArticles: readonly DemoArticle[] = [
  article(
    'Printer prints nothing and jobs stay in the queue',
    'Printing',
    ['printer', 'spooler', 'queue'],
    'Look at the display, delete the first job, restart the printer.',
    `
Look at the display first: paper, toner, an open flap, or a tray with another size stop everything that follows.
One broken document at the head of the list holds up all others. Open the list, delete the first job, and wait a minute.
If it cannot be deleted, restart the computer; the list is emptied on the way.
Switch the printer off for thirty seconds. Energy saving sometimes cuts it from the network in the morning.
Check that you print on the right one: Windows likes to choose the printer of the last place you worked at.
If colleagues can print and you cannot, remove the printer and add it again. If nobody can, tell us the number on its sticker.
`,
  ),
  article(
    'Add the network printer to a computer',
    'Printing',
    ['install printer', 'driver'],
    'Choose it from the directory, never by its address.',
    `
In Windows open Settings, Bluetooth and devices, Printers and scanners, and press Add device.
Choose the printer whose name is on its sticker, for example PRN-2-SALES. The right driver comes by itself, administrator rights are not needed.
If the list is empty, you are not in the company network: connect by cable or the staff Wi-Fi, guests see no printers.
On a Mac choose the same name under AirPrint.
Do not add it by its IP address; it stops working when the address changes.
Set it as default and switch off “Let Windows manage my default printer”.
Print a test page with colour on both sides to see whether the options are right.
`,
  ),
  article(
    'Scan to e-mail does not arrive',
    'Printing',
    ['scanner', 'multifunction', 'SMTP'],
    'Size limit, a changed password of the sending account, or a typo in the address book.',
    `
The multifunction device sends with an account of its own. When the password of that account changes, all scans stop at once with an error of authentication on the display.
If a scan of one page arrives and one of forty does not, it is larger than the limit of your mailbox: choose 200 dpi, black and white, or several parts.
Look in the junk folder; scans come from an address you have never written to.
If it fails for one person only, the entry in the device's address book has a typing mistake.
A device that was moved to another room may have lost the address of the mail server: print the network report and send us a photo.
Scan to a folder is the better way for many pages.
`,
  ),
  article(
    'Streaks, pale print and toner change',
    'Printing',
    ['toner', 'print quality', 'drum', 'cartridge'],
    'Pale: toner. Lines along the page: drum or glass. Order before the last ten per cent.',
    `
Pale areas mean that the toner is almost empty; take the cartridge out and move it gently from side to side to gain a few days.
A dark line along every page comes from the drum; a line only on copies comes from a spot on the scanner glass beside the lid. Clean it with a damp cloth.
Smears that can be wiped off mean that the fuser is at its end or the paper is damp.
Devices under our contract order toner by themselves. If there is no parcel when it shows five per cent, tell us its number.
Open a new cartridge only when the old one is empty; light damages the drum.
Put the empty cartridge into the parcel of the new one, the label for return is inside.
`,
  ),
  article(
    'Computer is slow',
    'Computers',
    ['performance', 'memory', 'disk full'],
    'Restart, free disk space, look at what runs; then we look at the age of the machine.',
    `
Restart it, really: closing the lid does not end anything, and after weeks of sleep memory is full.
Look whether the disk has at least fifteen per cent free. Empty the recycle bin and the downloads folder.
Open the task manager and sort by processor and then by memory; a browser with sixty tabs and a virus scan at noon explain most cases.
Updates in the background take an hour on the second Wednesday of the month.
If only one program is slow, the cause is most often its server or the network: ask a colleague whether it is the same there.
Machines older than five years are not worth repairing; ask us for the list of models in stock.
`,
  ),
  article(
    'Laptop does not start or the screen stays black',
    'Computers',
    ['boot', 'battery', 'power supply'],
    'Drain the power, try without the dock, listen for beeps.',
    `
Unplug everything, also the docking station and sticks, and hold the power key for thirty seconds; then connect the charger alone and wait five minutes.
Press the power key and look for a light or listen for a fan. If there is life and no picture, connect a screen by cable and press the key for the second display.
No light at all points to the charger or the battery: try one of a colleague with the same plug.
A blue page that asks for a recovery key appears after changes of the hardware; we read the key to you by telephone.
Do not open the case. Your files are on the server and on the disk, which survives nearly every defect.
We keep two laptops on loan for each customer under contract.
`,
  ),
  article(
    'Docking station does not drive the second screen',
    'Computers',
    ['dock', 'monitor', 'USB-C', 'display'],
    'Unplug its power for a minute, use the right port, then update its firmware.',
    `
Pull the power plug of the dock for one minute, not only the lead to the laptop; most docks hang and not the screens.
Use the USB-C port with the small lightning sign; others charge and carry no picture.
Check the input of the screen: many stay on HDMI while the lead is in DisplayPort.
Press Windows and P and choose Extend. If the screen is found and black, lower the refresh rate to 60 Hz.
Two screens of high resolution need a dock with Thunderbolt, or one of them has to be connected to the laptop itself.
Mouse or network dead at the dock and picture fine: update its firmware from the company portal.
`,
  ),
  article(
    'Windows update fails or restarts at the wrong time',
    'Computers',
    ['patch', 'restart', 'reboot'],
    'Set active hours, leave it on the mains overnight, and do not switch off at the blue page.',
    `
Updates are installed in the night after the second Tuesday; leave the computer switched on and on the mains that evening.
Set active hours to your working day under Windows Update so that it never restarts in a meeting.
You can postpone a restart three times, after that it is forced because open holes are used within days.
“Working on updates” may take an hour. Switching off during this time can destroy the installation.
If the same update fails again and again, free twenty gigabytes of disk space and restart twice.
Tell us the error number that begins with 0x8. We can take a single update off the list for your company.
`,
  ),
  article(
    'Request software or administrator rights',
    'Computers',
    ['install', 'licence', 'admin rights', 'program'],
    'Programs from the company portal install themselves; others need a licence and a check.',
    `
Look in the company portal first: everything in it installs with one click and without asking anybody.
For other programs write to us the name, the maker's page, for whom, and who pays. We check licence, data protection and known holes, which takes two working days.
Free for private use does not mean free for companies.
Permanent administrator rights are not given. If a program needs them for a moment, we give them for one hour and it is logged.
Browser extensions count as software, because they read what you type.
When a colleague no longer uses a paid program, tell us and the licence goes to the next one.
`,
  ),
  article(
    'Laptop or phone lost or stolen',
    'Security',
    ['theft', 'wipe', 'loss'],
    'Call at any hour: we lock, locate where allowed, and wipe.',
    `
Call us at once, also at night: the emergency number is on the back of your door card.
We end all sessions, lock the device and send the command to wipe it, which is carried out when it next sees a network.
Disks are encrypted, so the data is safe as long as the device was locked or off.
Change your password from another computer, since it may be saved in the browser.
Report a theft to the police and send us the reference; the insurance asks for it together with the serial number, which we have.
Tell your data protection officer the same day: there are 72 hours for a report if personal data could be read.
Have the mobile operator block the SIM card.
`,
  ),
  article(
    'Desk phone shows no service',
    'Phones',
    ['telephone', 'VoIP', 'handset', 'registration'],
    'Plug it into a socket that works, wait for the registration, then check the headset.',
    `
A desk phone takes its power from the network lead. A dark display means no power: use the socket of a phone that works.
“No service” or “Registering” means power but no telephone system. If all phones show it, the internet line or the system is down; use the mobile numbers in the emergency list.
If only one does, unplug it for ten seconds and wait three minutes.
Do not plug the lead from the wall into the socket marked PC at the back, it belongs into the one marked LAN or SW.
After a move the phone may be in the wrong network: tell us the number of the socket.
Calls can be taken in the app on a computer meanwhile, with the same number.
`,
  ),
  article(
    'Forward calls and set up voicemail',
    'Phones',
    ['call forwarding', 'answering machine', 'divert'],
    'Press the forward key or use the app; record a greeting with *97.',
    `
To send all calls elsewhere press Forward on the desk phone, type the number with the leading zero and confirm. A small arrow in the display shows that it is active; press Forward again to end it.
In the app you can choose between always, when busy, and after twenty seconds.
For voicemail dial *97, the first time with the code 0000, and record a greeting. New messages come to your mailbox as a sound file.
Groups such as reception are changed by us: tell us the hours and the order in which phones ring.
Forwarding to a mobile costs the price of a mobile call for every minute.
For closing days we can record an announcement; send the text a week before.
`,
  ),
  article(
    'Poor call quality: choppy voice or echo',
    'Phones',
    ['VoIP', 'jitter', 'headset', 'echo'],
    'Echo is a headset, chopped words are the network: note the time and the direction.',
    `
Echo that you hear yourself comes from the other side's loudspeaker; echo that others hear comes from yours. Use a headset with a cable to tell.
Chopped words mean that packets arrive late or not at all, most often over Wi-Fi or at home while somebody streams. Use a cable.
Silence in one direction only is a matter of the firewall; report it with the number you called.
Note time, both numbers and which side heard badly, for three calls. With that we find them in the statistics of the system.
Wireless headsets disturb one another when more than ten are in one room; choose another base channel.
If all calls are bad between nine and ten, the line is too narrow for backup and calls together; we give voice priority.
`,
  ),
  article(
    'Meeting room screen does not show the laptop',
    'Computers',
    ['video conference', 'projector', 'HDMI', 'presentation'],
    'Wake the screen, choose the input, use the cable before the wireless way.',
    `
Touch the panel on the table; the screen takes twenty seconds to wake up. If the panel is dark, the plug under the table has been pulled.
Connect the HDMI or USB-C lead, then choose the input with the same name on the panel.
Press Windows and P and choose Duplicate.
Without a cable open the cast function and pick the name of the room; both must be in the staff network, visitors have to use the cable.
No sound: choose the loudspeaker of the room in your meeting program, not the one of the laptop.
If the other side sees a black picture, the shutter of the camera is closed; turn the ring.
Leave the cables in the room, they are missed within the hour.
`,
  ),
  article(
    'Card payment terminal is offline',
    'Phones',
    ['till', 'payment', 'EFTPOS', 'shop'],
    'Restart it, use the mobile mode, then look at its socket.',
    `
Switch the terminal off and on; it connects anew and fetches its keys, which takes two minutes.
Many models have a SIM card: choose mobile network in the menu to go on selling while the line is down.
Look whether the small network box behind the till has a green light. Cleaning staff like to pull its plug.
If tills work and payment does not, the acquirer may have a fault; call the number on the sticker of the terminal and have the terminal number ready.
After a change of our firewall the terminal may need its fixed address again; call us with the message on its display.
Never type card numbers into a computer instead.
`,
  ),
];
