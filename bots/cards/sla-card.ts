import type { ComplianceGroup, ComplianceLine, OpenAlert, SlaReport } from '../../domain/reporting/sla-report.ts';
import { metricWords } from '../../domain/sla/explain-clock.rules.ts';
import { lengthWords } from '../../domain/sla/time-words.rules.ts';
import type { Card, Row, Section } from './card.types.ts';
import { makeCard } from './make-card.rules.ts';
import { action, bold, code, field, muted, oneLine, plain, row, section } from './spans.rules.ts';
import { type Reader, when } from './when.rules.ts';

/** Share of kept promises as people read it; without any judged clock there is none (`domain.md` 3.3). */
export function rateWords({ judged, kept }: { judged: number; kept: number }): string {
  return judged === 0 ? 'n/a' : `${((kept / judged) * 100).toFixed(1)} %`;
}

/** Colour bands of `domain.md` 2.8, as words. */
function bandOf({ judged, kept }: { judged: number; kept: number }): string {
  if (judged === 0) return '';
  const percent = (kept / judged) * 100;
  return percent >= 95 ? ' · green' : percent >= 80 ? ' · orange' : ' · red';
}

/** How well promises were kept in a period, who is behind, and the breaches that wait for somebody. */
export function slaCard(report: SlaReport, days: number, reader: Reader): Card {
  const all = sumOf(report.lines);
  return makeCard('report', [bold(`Service levels, last ${days} days`)], {
    fields: [
      field('Kept overall', `${rateWords(all)}${bandOf(all)} (${all.kept} of ${all.judged})`),
      ...report.lines.map((line) => field(metricWords[line.metric], lineWords(line))),
      field('Breaches nobody has acknowledged', String(report.unacknowledged)),
    ],
    sections: [groupSection('By assignee', report.byAssignee), groupSection('By customer', report.byCustomer), trend(report)].flat(),
    rows: report.openAlerts.map((alert) => alertRow(alert, reader)),
    actions: [7, 30, 90].filter((other) => other !== days).map((other) => action(`${other} days`, 'sla.report', { days: other })),
  });
}

function sumOf(lines: readonly ComplianceLine[]): { judged: number; kept: number } {
  return lines.reduce((sum, line) => ({ judged: sum.judged + line.judged, kept: sum.kept + line.kept }), { judged: 0, kept: 0 });
}

function lineWords(line: ComplianceLine): string {
  const minutes = (value: number | null): string => (value === null ? 'n/a' : lengthWords(value * 60_000));
  const times =
    line.averageMinutes === null ? '' : `; half within ${minutes(line.medianMinutes)}, nine in ten within ${minutes(line.p90Minutes)}`;
  return `${rateWords(line)}${bandOf(line)} (${line.kept} of ${line.judged}), ${line.running} running${times}`;
}

function groupSection(heading: string, groups: readonly ComplianceGroup[]): Section[] {
  if (groups.length === 0) return [];
  return [
    section(
      heading,
      'plain',
      groups.map((group) => plain(`${group.name}: ${rateWords(group)} (${group.kept} of ${group.judged})`)),
    ),
  ];
}

function trend({ byDay }: SlaReport): Section[] {
  if (byDay.length === 0) return [];
  return [
    section(
      'By day',
      'plain',
      byDay.slice(-14).map((day) => plain(`${day.day}: ${rateWords(day)} (${day.kept} of ${day.judged})`)),
    ),
  ];
}

function alertRow(alert: OpenAlert, reader: Reader): Row {
  return row(
    [code(alert.number), { text: ` ${oneLine(alert.subject, 120)}` }],
    [[{ text: `${metricWords[alert.metric]} breached ` }, when(alert.at, reader), muted(` · ${alert.assignee ?? 'nobody has it'}`)]],
    [action('Why', 'ticket.why', { ticket: alert.number }), action('Show', 'ticket.show', { ticket: alert.number })],
  );
}
