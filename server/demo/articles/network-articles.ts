import { article, type DemoArticle, internal } from './article.types.ts';

/** Internet line, VPN, addresses and wireless. */
export const networkArticles: readonly DemoArticle[] = [
  article(
    'No internet connection at the whole site',
    'Network',
    ['outage', 'router', 'provider'],
    'What to check before you report an outage, and what we need from you.',
    `
First find out whether one computer or every device is affected: try a second computer and a phone that uses the Wi-Fi.
If everything is down, look at the router in the cabinet. The power light must be on and the line light, often marked WAN or DSL, must be steady green.
A red or missing line light means that the signal of the provider does not arrive. Restart the equipment in the right order once, then wait ten minutes.
Check the provider's status page from a phone on mobile data. If they report a fault in your area, nothing on your side will mend it.
If the line light is green and nothing works, report it to us with a photo of the front of the router and the time it began.
Do not press the small reset button at the back: it erases the configuration and turns a short outage into a long one.
`,
  ),
  article(
    'Restart the router and the fibre terminal in the right order',
    'Network',
    ['router', 'ONT', 'reboot'],
    'Power off everything, then start from the outside to the inside with pauses.',
    `
Equipment that starts before the device in front of it often keeps a stale address, so the order matters.
Switch off the switch, the router and the fibre terminal (the small white box where the glass fibre ends), and wait thirty seconds.
Turn on the fibre terminal first and wait until its PON light is steady, usually two minutes.
Then turn on the router and wait until its internet light is steady, up to five minutes.
Turn on the switches last, and after them restart one computer to test.
Use the power plug and never the pinhole reset button.
If the light of the fibre terminal stays red or marked LOS is lit, the glass fibre has no signal: call us, a restart cannot help.
`,
  ),
  article(
    'Measure a slow internet line before you call',
    'Network',
    ['speed test', 'bandwidth'],
    'Three measurements by cable tell whether the line, the Wi-Fi or one computer is slow.',
    `
A speed test over Wi-Fi measures the Wi-Fi, not the line. Connect a laptop by cable to the switch next to the router.
Close everything else on the laptop and run three tests at different times of the day, for example at nine, at noon and at four.
Write down download, upload and ping of each run. Values of more than half of what the contract promises are normal at busy hours.
If the cable values are good and Wi-Fi is slow, read the article about weak wireless signal.
If only uploads are slow, somebody may be sending a large backup or syncing videos to the cloud: pause it and measure again.
Send us the three measurements; with them we can open a fault with the provider at once.
`,
  ),
  article(
    'Connect to the company network from home with the VPN',
    'Network',
    ['VPN', 'remote work', 'home office'],
    'Install the client, sign in with your usual account and confirm on your phone.',
    `
The VPN gives a laptop away from the office the same access as at your desk.
Your laptop has the client already; on a private computer it may not be installed.
Start the client, choose the profile of your company and press Connect. Sign in with your usual e-mail address and password.
Confirm the request that appears on your phone; without the second step the connection is refused.
When the small shield is green you can open shared drives and the accounting program as usual.
Disconnect when you have finished, and do not use the VPN for streaming: it takes capacity from colleagues.
If the client says that the gateway cannot be reached, check first whether your home internet works at all.
`,
  ),
  article(
    'VPN is connected but shared folders do not open',
    'Network',
    ['VPN', 'network drive', 'DNS'],
    'Usually the home network uses the same addresses as the office, or names are not resolved.',
    `
The shield is green, yet drives show a red cross or Explorer says that the path was not found.
Disconnect and connect once more while the home Wi-Fi is stable; drives mapped before the tunnel came up stay dead.
Then open the drive by double click instead of from a recent file.
If that does not help, try the server by its full name, for example files.company.example, instead of its short name. If the full name works, name resolution is at fault and we correct the profile.
Some home routers use the address range 192.168.1.0, the same as some offices; then the laptop looks for the server in your living room. Tell us the address your laptop shows and we change the range of the tunnel.
Mobile hotspots of some operators block the tunnel; try another network to tell the difference.
`,
  ),
  internal(
    article(
      'A device gets no address from DHCP',
      'Network',
      ['DHCP', '169.254', 'lease', 'VLAN'],
      'Scope full, wrong VLAN or a rogue server: how to tell in five minutes.',
      `
An address that begins with 169.254 means that no DHCP server answered.
Look at the scope on the firewall first: a guest network with a lease time of eight days fills up after a busy week. Shorten leases of guests to four hours.
Then check the VLAN of the port. An access port in an unused VLAN looks alive and never gets an answer.
If clients get addresses of a foreign range, a rogue server is on the segment, most often a consumer router plugged in by a tenant. Find its MAC on the switch and shut the port.
Check that DHCP relay is set on the routed interface when the server sits elsewhere.
Note the cause on the ticket; three scopes full in a quarter mean the design needs a larger range.
`,
    ),
  ),
  internal(
    article(
      'Switch port shows amber or flaps',
      'Network',
      ['switch', 'spanning tree', 'errors'],
      'Read the counters before you replace anything.',
      `
An amber port is either blocked by spanning tree, running at a lower speed, or disabled after an error.
Look at the log: err-disable with the reason bpdu-guard means that somebody plugged a small switch or a loop into a wall socket.
A port that flaps every few minutes with CRC errors has a bad patch lead or a damaged link; swap the lead first, then test the link with the certifier.
Half duplex on one side only comes from a forced setting at the other end: set both to automatic.
Energy saving modes of old printers drop the link at night; ignore these in the monitoring.
Reset the counters after a change and look again after an hour; without the second look the ticket is not done.
`,
    ),
  ),
  internal(
    article(
      'Fixed addresses and port forwarding for customer equipment',
      'Network',
      ['NAT', 'port forward', 'firewall'],
      'We reserve addresses by MAC and never open a recorder or a till to the whole internet.',
      `
Suppliers of recorders, alarms and tills often ask for a fixed address and an open port.
Reserve the address in DHCP by the MAC of the device instead of typing it into the device; the list of reservations is our documentation.
Refuse to forward a port of a camera recorder to the whole internet. Offer the VPN, the maker's relay service, or a forward that is limited to the supplier's own address.
Write the rule with an owner and an end date in its comment, and add a task to review it after twelve months.
Test from outside with a phone on mobile data.
Payment equipment belongs in a network of its own; forwards into that network need the approval of the customer in writing.
`,
    ),
  ),
  article(
    'What happens when the line fails over to mobile backup',
    'Network',
    ['failover', '4G', 'LTE', 'backup line'],
    'The backup line keeps mail, tills and phones alive; large transfers wait.',
    `
Sites with a backup line switch to mobile data within a minute of an outage of the main line. You get a message from our monitoring.
Calls that are in progress are cut once and can be dialled again.
The mobile line is slower, so we limit it to mail, card payments, telephones and the booking system. Video, cloud backup and updates are paused.
Guest Wi-Fi is switched off during that time.
When the main line has been stable for ten minutes everything goes back by itself, again with a short break.
If the backup stays active for more than a day, tell us: the data allowance of the mobile contract is limited and extra volume costs money.
`,
  ),
  article(
    'Guest Wi-Fi for visitors',
    'Wi-Fi',
    ['guest', 'visitor', 'voucher'],
    'Visitors get an own network with a voucher; it never reaches your computers.',
    `
Visitors should never get the key of the staff network. Your installation has a separate network whose name ends in -Guest.
Reception can print vouchers from the guest page; each works for one person and one day, or for the time you choose.
The visitor joins the network, a page opens by itself, and the code is typed in there. If the page does not open, call up any address without https.
The guest network reaches the internet only: no printers, no drives, no tills.
Speed for each visitor is limited so that staff are not disturbed.
For an event with more than fifty people tell us a week before; we raise the number of addresses and check the coverage of the room.
`,
  ),
  article(
    'Weak wireless signal in part of the building',
    'Wi-Fi',
    ['coverage', 'access point', 'dead spot'],
    'Thick walls and metal eat signal; a survey shows where an access point is missing.',
    `
Wireless signal is weakened by concrete, lift shafts, metal shelves, mirrors and underfloor heating.
Walk through the building with a phone and note where the bars fall to one or where pages stop loading.
Check that nobody has put the access point into a cupboard or hung a screen in front of it.
Do not buy a repeater: it halves the speed for everybody and disturbs the planned channels.
If a room was rebuilt or shelves moved, the plan no longer fits. We make a survey of about two hours and tell you whether moving an access point is enough or a new one with a cable is needed.
Until then a laptop in that room can be connected by cable to the nearest socket.
`,
  ),
  article(
    'Handheld scanners lose connection when you walk through the warehouse',
    'Wi-Fi',
    ['roaming', 'warehouse', 'scanner', 'handheld'],
    'The devices cling to a far access point; settings of both sides must fit.',
    `
Handheld scanners and fork lift terminals move from one access point to the next. A device that clings to the old one until the signal is gone freezes in the middle of a booking.
Note the aisle and the time of three such breaks; we see in the controller which access point it hung on.
Update the firmware of the scanners, since makers have improved roaming much in the last years.
Restart a single scanner that always fails: hold the power key for ten seconds.
High shelves full of liquids or metal need directional antennas along the aisle.
On our side we lower the transmit power and switch on fast roaming (802.11r), but only if all devices support it; old ones cannot join any more otherwise.
`,
  ),
  article(
    'Bring devices back after the Wi-Fi password was changed',
    'Wi-Fi',
    ['key', 'wireless password', 'reconnect'],
    'Forget the network on each device, then join again with the new key.',
    `
After a change of the key, devices try the old one again and again without a clear message.
On each device open the list of known networks, choose your network and tap Forget; then join it again and type the new key.
Capital letters count, and there is no blank at the end: many people paste one by mistake.
Printers, screens and payment terminals have to be changed in their own menu under wireless settings; they do not ask.
Label printers without a display need their setup program by USB cable.
Devices of colleagues who left stay outside, which was the purpose.
Ask the person responsible for IT in your company for the key: we do not tell it by telephone.
`,
  ),
  internal(
    article(
      'Access point blinks red or is missing in the controller',
      'Wi-Fi',
      ['access point', 'controller', 'PoE', 'adoption'],
      'Power first, then address, then adoption.',
      `
A dark access point has no power: look at the PoE draw of its port, and move it to another port of the same switch.
A slow white blink means that it started and found no controller. Check that it got an address in the management VLAN and that the name of the controller resolves.
A red blink after an update means a broken image: hold reset for eight seconds while it powers up, it then loads the recovery image.
An access point that was replaced must be forgotten in the controller before the new one takes its name.
If four or more in one building fail together, look at the switch and its power supply and not at the access points.
Write the serial number of the new device into the asset list.
`,
    ),
  ),
];
