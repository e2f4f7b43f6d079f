import type { Aim, Kill, Moment, Victim } from './crash-kills.ts';

/** What may be under way at a kill, and how a moment shows it. */
const stages: { name: string; isUnderWay: (moment: Moment) => boolean }[] = [
  { name: 'accepting by SMTP', isUnderWay: ({ offered }) => offered > 0 },
  { name: 'fetching by IMAP', isUnderWay: ({ fetching }) => fetching > 0 },
  { name: 'filing mails', isUnderWay: ({ fresh, filed }) => fresh > 0 && filed > 0 },
  { name: 'handing over', isUnderWay: ({ handing }) => handing > 0 },
  { name: 'waking tickets', isUnderWay: ({ wakeups }) => wakeups > 0 },
];
const aims: Aim[] = ['accept', 'fetch', 'processing', 'delivery', 'start'];
const victims: Victim[] = ['app', 'tree'];

/** The stages of which several may be under way at one kill, as lines; a kill with none of them is `idle`. */
export function histogram(kills: Kill[]): string[] {
  const seen = kills.flatMap(({ moment, victim }) => (moment === null ? [] : [{ moment, victim }]));
  const line = (name: string, isHit: (moment: Moment) => boolean): string => {
    const counts = victims.map((victim) => seen.filter((kill) => kill.victim === victim && isHit(kill.moment)).length);
    const all = counts.reduce((sum, one) => sum + one, 0);
    return `  ${name.padEnd(20)} ${'#'.repeat(all).padEnd(kills.length)} ${all} (${victims.map((victim, at) => `${victim} ${counts[at]}`).join(', ')})`;
  };
  const starts = kills.filter(({ aim }) => aim === 'start').length;
  return [
    'under way at the moment of the kill (several at once):',
    ...stages.map(({ name, isUnderWay }) => line(name, isUnderWay)),
    line('idle', (moment) => stages.every(({ isUnderWay }) => !isUnderWay(moment))),
    `  ${'starting'.padEnd(20)} ${'#'.repeat(starts).padEnd(kills.length)} ${starts}`,
    `aimed at: ${aims.map((aim) => `${aim} ${victims.map((victim) => kills.filter((kill) => kill.aim === aim && kill.victim === victim).length).join('+')}`).join(', ')} (app+tree)`,
  ];
}

/** What no kill fell on, of what must be hit. */
export function missedStages(kills: Kill[]): string[] {
  const moments = kills.flatMap(({ moment }) => (moment === null ? [] : [moment]));
  return stages
    .slice(0, 4)
    .filter(({ isUnderWay }) => !moments.some(isUnderWay))
    .map(({ name }) => name);
}

/** One kill in words. */
export function killLine(number: number, all: number, { aim, victim, moment, restartSeconds }: Kill): string {
  const what =
    moment === null
      ? 'starting'
      : Object.entries(moment)
          .filter(([, count]) => count > 0)
          .map(([name, count]) => `${name} ${count}`)
          .join(' ');
  return `kill ${number}/${all} of the ${victim} aimed at ${aim}: ${what || 'idle'}; ready again after ${restartSeconds.toFixed(1)} s`;
}
