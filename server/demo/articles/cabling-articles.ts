import { article, type DemoArticle, internal } from './article.types.ts';

/** Sockets, links, cabinets and what hangs on them. */
export const cablingArticles: readonly DemoArticle[] = [
  article(
    'Order additional network sockets',
    'Cabling',
    ['data point', 'outlet', 'quote'],
    'Send a plan with crosses; you get a fixed price within two working days.',
    `
For a quote we need a floor plan or a photo with a cross at each place where you want an outlet, and the height above the floor.
Tell us what will be connected: a desk needs two sockets, an access point one in the ceiling, a camera one outside.
Tell us the way to the cabinet if you know it, and whether there is space on the patch panel and on the switch.
Asbestos, listed buildings and fire walls change the price, so mention them.
You get a fixed price within two working days. Up to six outlets are usually installed in one day, outside office hours on request.
Each link is measured and you receive the test report with the invoice.
`,
  ),
  article(
    'Choose between Cat 6 and Cat 6A',
    'Cabling',
    ['category', '10 gigabit', 'copper'],
    'New installations should be Cat 6A: ten gigabit over the whole length and cooler under PoE.',
    `
Both carry one gigabit over one hundred metres (ninety in the wall and ten of patch leads).
Cat 6 carries ten gigabit over some forty metres only, Cat 6A over the whole length.
Cat 6A is thicker, needs larger ducts and costs about a fifth more in material; the work costs the same.
Modern access points and cameras with high power warm a bundle of cables. Thicker conductors stay cooler, which is a second reason for 6A.
For a rented office with a short lease Cat 6 is reasonable; for a building of your own take 6A.
Mixing patch leads of a lower category lowers the whole link to that category.
`,
  ),
  article(
    'Read the test report of a copper link',
    'Cabling',
    ['certification', 'NEXT', 'return loss'],
    'Pass or fail per link, what the main values mean, and what you should keep.',
    `
Every link we install is measured with a certifier against ISO 11801 or the category you ordered.
Each page shows the label of the link, its length, the limit it was measured against, and PASS or FAIL in the corner.
Wire map tells whether all eight wires are in the right place. NEXT tells how much one pair disturbs its neighbour; the margin is given in decibels, and everything above zero has passed.
Return loss suffers from kinks and badly made ends. Insertion loss grows with length.
A star behind the result means that the margin is smaller than the accuracy of the instrument; we repeat these ends.
Keep the file: the maker's warranty of twenty-five years asks for it.
`,
  ),
  article(
    'A wall socket is dead',
    'Cabling',
    ['outlet', 'no link', 'patch'],
    'Try another lead, read the label, and tell us the number of the socket.',
    `
Plug a computer that works elsewhere into the socket with a lead that works elsewhere. If there is no light at its network port, the socket has no link.
Many sockets are simply not patched: not every outlet in the wall is connected to the switch.
Read the label on the plate, for example 2.14-B, and look in the cabinet whether the same number on the patch panel has a lead to the switch.
If it has, move that lead to another port of the switch.
If it is still dark, the cable may be damaged or the contacts bent. Look into the socket with a torch.
Tell us the number on the plate and what you have tried; we can patch free ports within a working day and test the cable on the next visit.
`,
  ),
  article(
    'How sockets and patch panels are labelled',
    'Cabling',
    ['numbering', 'patch panel', 'documentation'],
    'Floor, room and outlet on the plate; the same text on the panel.',
    `
Each plate carries floor, running number and port: 1.07-A is floor one, outlet seven, left port.
The same text is at the panel in the cabinet, so that one person can find both ends without a tool.
Ports of ceiling outlets for access points begin with C, of cameras with V.
Cabinets have letters; in buildings with several cabinets the letter stands first, as in B/1.07-A.
Labels are printed and laminated; please do not write over them by hand. Ask us for new ones when rooms get other numbers.
The list of all links is part of the handover documents, as a sheet you can sort.
`,
  ),
  article(
    'Connect two buildings with glass fibre',
    'Cabling',
    ['fibre', 'single-mode', 'campus', 'lightning'],
    'Fibre carries any distance and no lightning; plan a duct and spare fibres.',
    `
Copper between buildings is limited to ninety metres and carries lightning and potential differences from one house to the other, so we use glass fibre only.
Single-mode fibre costs hardly more than multi-mode today and is open for every speed to come.
You need a duct of at least fifty millimetres with a pull rope; a gardener can dig it to our drawing, sixty centimetres deep.
Plan twelve fibres although two are needed: the others cost little now and a second dig costs a lot.
Splicing and measuring take one day for each end.
If a duct is impossible, a radio bridge works with free sight up to some kilometres, with less bandwidth and some trouble in heavy rain.
`,
  ),
  article(
    'Cable cut or drilled through during building work',
    'Cabling',
    ['damage', 'drill', 'repair', 'insurance'],
    'Stop, do not pull or twist, take photos, and call us.',
    `
Stop the work there and mark the place. Never pull at the ends and do not twist wires together: a link mended by hand fails later.
Take photos of the place and of the print on the jacket of the cable.
Tell us which rooms are without connection; we bring them back over spare links if there are any.
Copper inside the wall is replaced from end to end, or joined in an accessible box as a permanent repair. Glass fibre is spliced anew.
A power cable near it may be hurt as well: let an electrician look before anybody touches it.
We write a report with costs for the insurance of the builder. We come the same day if more than ten workplaces are affected.
`,
  ),
  article(
    'Move desks and have ports repatched',
    'Cabling',
    ['office move', 'repatch', 'relocation'],
    'Send us a list of old and new outlet numbers three working days before.',
    `
When teams change rooms, phones and computers often work at any socket, but door phones, tills and printers with a fixed place do not.
Send us a list three working days before: person or device, old outlet number, new outlet number.
We repatch remotely where the switch allows it and come for the rest.
Take the desk phone with you; it keeps its number.
Label leads before you unplug them, a strip of tape with a name is enough.
Count the sockets at the new place: a desk needs two. If they are missing, order them early because installation takes longer than the move.
For moves into another building read our checklist and plan the internet line twelve weeks ahead.
`,
  ),
  internal(
    article(
      'Power over Ethernet budget of a switch',
      'Cabling',
      ['PoE', 'watt', 'camera', '802.3bt'],
      'Add up the classes, keep a fifth in reserve, and mind the start-up peak.',
      `
The sum of the ports never reaches the sum of the budget: a switch with 48 ports of 30 watts has often 370 watts in all.
Add up the class of each device, not its typical draw: heated cameras and access points with three radios take 25 watts in winter.
Keep a fifth in reserve. When the budget is exceeded the ports with the highest number lose power first, which looks like random dying cameras.
Set the priority of access points for telephones to critical.
Devices of 60 and 90 watts need 802.3bt on the port and 6A in the wall when bundles are large.
Read the present draw in the controller before you add anything and write it on the ticket.
`,
    ),
  ),
  article(
    'Cabinet is too hot or too loud',
    'Cabling',
    ['rack', 'temperature', 'fan', 'cooling'],
    'Keep air moving, clean the filters, and keep the room below 27 degrees.',
    `
Equipment in a cabinet should breathe air below 27 degrees; each ten degrees more halve the life of power supplies.
Clean the filter mats and the fans twice a year with a vacuum cleaner while the equipment is running.
Do not put paper or boxes on the cabinet, and keep ten centimetres free behind it.
A rattling noise is most often one fan with a worn bearing; tell us which device it comes from.
In an office, a cabinet with sound insulation needs a fan unit with a thermostat.
If the thermometer shows more than 35 degrees, open the doors, switch off what is not needed and call us. Rooms without a window need a small air conditioner of about two kilowatts.
`,
  ),
  article(
    'Camera recorder shows no picture',
    'Security systems',
    ['CCTV', 'camera', 'recorder', 'NVR'],
    'One dark camera is a cable or power matter; all dark is the recorder or its switch.',
    `
If one camera is dark, look whether its infrared ring glows at night: then it has power and the picture is lost on the way.
Unplug and replug its lead at the switch with power; the camera takes two minutes to start.
Spiders, rain and the sun cause fog and stripes and no dark picture; clean the glass with a soft cloth.
If all are dark, restart the recorder with its power key and wait five minutes. A beep every few seconds means a broken disk.
Check the date on the screen. A recorder with the wrong time cannot find recordings of last week.
Copy recordings that the police need at once, for they are overwritten after the number of days you chose. We come for that the same day.
`,
  ),
  article(
    'Door entry card is not accepted',
    'Security systems',
    ['access control', 'badge', 'reader', 'fob'],
    'A blocked card, an expired right or a reader without power: how to tell.',
    `
Hold the card flat to the reader for a second. A green light and no click means that the lock is stuck; a red light means that the card is not allowed; no light at all means that the reader has no power.
Cards expire at the end of a contract. The administrator of your company extends them on the access page, where each refused attempt is shown with its reason.
Report lost cards at once: we block them within minutes, at any hour.
A card near a phone with wireless payment is often misread: take it out of the case.
During a fire alarm all doors on the escape route are open; afterwards somebody must reset the panel.
New cards are ordered in packs of ten.
`,
  ),
];
