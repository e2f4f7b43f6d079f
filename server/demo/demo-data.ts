import type { TeamStrategy } from '../../domain/assignment/assignment.types.ts';
import type { Role } from '../../domain/people/permissions.rules.ts';
import type { NewTenant } from '../../domain/tenants/create-tenant.ts';

/** One company of the demo. Every address is in a domain that can belong to nobody (RFC 2606). */
export type DemoCompany = {
  tenant: NewTenant;
  /** The first one becomes the owner. */
  staff: { email: string; name: string; role: Role }[];
  mailboxes: { address: string; name: string }[];
  customers: { name: string; domains: string[]; contacts: DemoContact[] }[];
  /** Members by the first part of their address. Whoever is on `rota` takes turns of a week. */
  teams: { name: string; strategy: TeamStrategy | null; members: string[] }[];
  skills: Record<string, string[]>;
  rota: string[];
};
type DemoContact = { name: string; addresses: string[]; jobTitle: string; phone?: string };

const northwind: DemoCompany = {
  tenant: {
    slug: 'northwind',
    name: 'Northwind Cabling',
    timeZone: 'Europe/London',
    language: 'en',
    acknowledge: true,
    calendar: {
      hours: {
        '1': [['08:30', '17:30']],
        '2': [['08:30', '17:30']],
        '3': [['08:30', '17:30']],
        '4': [['08:30', '17:30']],
        '5': [['08:30', '16:30']],
      },
      // Bank holidays in England and Wales
      holidays: [
        '2026-12-25',
        '2026-12-28',
        '2027-01-01',
        '2027-03-26',
        '2027-03-29',
        '2027-05-03',
        '2027-05-31',
        '2027-08-30',
        '2027-12-27',
        '2027-12-28',
      ],
    },
  },
  staff: [
    { email: 'grace@northwind-cabling.example', name: 'Grace Holm', role: 'owner' },
    { email: 'omar@northwind-cabling.example', name: 'Omar Haddad', role: 'manager' },
    { email: 'priya@northwind-cabling.example', name: 'Priya Nair', role: 'support' },
    { email: 'tom@northwind-cabling.example', name: 'Tom Whitfield', role: 'support' },
    { email: 'ellen@northwind-cabling.example', name: 'Ellen Price', role: 'sales' },
    { email: 'books@northwind-cabling.example', name: 'Martin Cole', role: 'viewer' },
  ],
  mailboxes: [
    { address: 'support@northwind-cabling.example', name: 'Northwind Support' },
    { address: 'projects@northwind-cabling.example', name: 'Northwind Projects' },
  ],
  customers: [
    {
      name: 'Acme Logistics',
      domains: ['acme-logistics.example'],
      contacts: [
        {
          name: 'Anna Barrow',
          addresses: ['anna.barrow@acme-logistics.example', 'anna@barrow.example'],
          jobTitle: 'Warehouse manager',
          phone: '+44 20 7946 0011',
        },
        { name: 'Ben Okafor', addresses: ['ben.okafor@acme-logistics.example'], jobTitle: 'IT coordinator', phone: '+44 20 7946 0012' },
        { name: 'Carla Mendes', addresses: ['carla.mendes@acme-logistics.example'], jobTitle: 'Finance' },
      ],
    },
    {
      name: 'Brightwater Dental',
      domains: ['brightwater-dental.example'],
      contacts: [
        {
          name: 'Dr Sarah Lund',
          addresses: ['s.lund@brightwater-dental.example', 'practice@brightwater-dental.example'],
          jobTitle: 'Practice owner',
        },
        { name: 'Kieran Walsh', addresses: ['reception@brightwater-dental.example'], jobTitle: 'Reception' },
      ],
    },
    {
      name: 'St Mark’s Primary School',
      domains: ['st-marks-primary.example'],
      contacts: [
        { name: 'Helen Frost', addresses: ['office@st-marks-primary.example'], jobTitle: 'School office' },
        { name: 'James Adeyemi', addresses: ['j.adeyemi@st-marks-primary.example'], jobTitle: 'Head teacher' },
      ],
    },
    {
      name: 'Harbour Hotel Group',
      domains: ['harbour-hotels.example'],
      contacts: [
        { name: 'Lucía Romero', addresses: ['lucia.romero@harbour-hotels.example'], jobTitle: 'Operations', phone: '+44 23 9283 0100' },
        { name: 'Night desk', addresses: ['nightdesk@harbour-hotels.example', 'frontdesk@harbour-hotels.example'], jobTitle: 'Front desk' },
      ],
    },
    {
      name: 'Pennine Foods',
      domains: ['pennine-foods.example', 'pennine-bakery.example'],
      contacts: [
        { name: 'Graham Shaw', addresses: ['graham.shaw@pennine-foods.example'], jobTitle: 'Plant engineer' },
        { name: 'Zofia Nowak', addresses: ['zofia@pennine-bakery.example'], jobTitle: 'Bakery manager' },
      ],
    },
    {
      name: 'Ridge & Vale Architects',
      domains: [],
      contacts: [{ name: 'Imogen Vale', addresses: ['imogen@ridge-vale.example'], jobTitle: 'Partner' }],
    },
  ],
  teams: [
    { name: 'Network', strategy: 'round_robin', members: ['priya', 'tom'] },
    { name: 'Projects', strategy: null, members: ['omar', 'ellen'] },
  ],
  skills: { priya: ['fibre', 'voip'], tom: ['copper', 'wifi'], omar: ['fibre', 'planning'] },
  rota: ['priya', 'tom', 'omar'],
};

const kabelwerk: DemoCompany = {
  tenant: {
    slug: 'kabelwerk',
    name: 'Kabelwerk Süd',
    timeZone: 'Europe/Berlin',
    language: 'de',
    acknowledge: true,
    calendar: {
      hours: {
        '1': [
          ['07:30', '12:00'],
          ['13:00', '17:00'],
        ],
        '2': [
          ['07:30', '12:00'],
          ['13:00', '17:00'],
        ],
        '3': [
          ['07:30', '12:00'],
          ['13:00', '17:00'],
        ],
        '4': [
          ['07:30', '12:00'],
          ['13:00', '17:00'],
        ],
        '5': [['07:30', '13:00']],
      },
      // Feiertage in Bayern
      holidays: [
        '2026-12-25',
        '2026-12-26',
        '2027-01-01',
        '2027-01-06',
        '2027-03-26',
        '2027-03-29',
        '2027-05-01',
        '2027-05-06',
        '2027-05-17',
        '2027-05-27',
        '2027-11-01',
      ],
    },
  },
  staff: [
    { email: 'katrin@kabelwerk-sued.example', name: 'Katrin Brandl', role: 'owner' },
    { email: 'josef@kabelwerk-sued.example', name: 'Josef Hölzl', role: 'admin' },
    { email: 'yusuf@kabelwerk-sued.example', name: 'Yusuf Aydın', role: 'support' },
    { email: 'sabine@kabelwerk-sued.example', name: 'Sabine Voß', role: 'sales' },
    { email: 'azubi@kabelwerk-sued.example', name: 'Lena Roth', role: 'viewer' },
  ],
  mailboxes: [
    { address: 'support@kabelwerk-sued.example', name: 'Kabelwerk Süd Support' },
    { address: 'angebote@kabelwerk-sued.example', name: 'Kabelwerk Süd Angebote' },
  ],
  customers: [
    {
      name: 'Bäckerei Moosbichler',
      domains: ['moosbichler.example'],
      contacts: [
        {
          name: 'Therese Moosbichler',
          addresses: ['therese@moosbichler.example', 'laden@moosbichler.example'],
          jobTitle: 'Inhaberin',
          phone: '+49 89 5550 1101',
        },
        { name: 'Florian Moosbichler', addresses: ['florian@moosbichler.example'], jobTitle: 'Backstube' },
      ],
    },
    {
      name: 'Stadtwerke Isarau',
      domains: ['stadtwerke-isarau.example'],
      contacts: [
        { name: 'Dr. Martin Kessler', addresses: ['m.kessler@stadtwerke-isarau.example'], jobTitle: 'Leiter Netze' },
        {
          name: 'Leitstelle',
          addresses: ['leitstelle@stadtwerke-isarau.example', 'stoerung@stadtwerke-isarau.example'],
          jobTitle: 'Leitstelle',
        },
      ],
    },
    {
      name: 'Autohaus Grüner',
      domains: ['autohaus-gruener.example'],
      contacts: [
        { name: 'Peter Grüner', addresses: ['p.gruener@autohaus-gruener.example'], jobTitle: 'Geschäftsführer' },
        { name: 'Nadja Simic', addresses: ['service@autohaus-gruener.example'], jobTitle: 'Serviceannahme' },
      ],
    },
    {
      name: 'Klinikum Lech',
      domains: ['klinikum-lech.example'],
      contacts: [
        { name: 'Ulrike Sommer', addresses: ['u.sommer@klinikum-lech.example'], jobTitle: 'Technik' },
        { name: 'Ahmad Rahimi', addresses: ['a.rahimi@klinikum-lech.example', 'edv@klinikum-lech.example'], jobTitle: 'EDV' },
      ],
    },
    {
      name: 'Weingut Thalhof',
      domains: ['thalhof.example'],
      contacts: [
        { name: 'Andreas Thaler', addresses: ['andreas@thalhof.example'], jobTitle: 'Winzer' },
        { name: 'Eva Thaler', addresses: ['eva@thalhof.example'], jobTitle: 'Büro' },
      ],
    },
  ],
  teams: [
    { name: 'Technik', strategy: 'least_open', members: ['yusuf', 'josef'] },
    { name: 'Vertrieb', strategy: null, members: ['sabine'] },
  ],
  skills: { yusuf: ['glasfaser', 'messen'], josef: ['telefonie'] },
  rota: ['yusuf', 'josef'],
};

/** The two companies of the demo: one English, one German, so that nothing can be true of one company or language only. */
export const demoCompanies: readonly DemoCompany[] = [northwind, kabelwerk];
