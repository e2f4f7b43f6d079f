import type { AiSettings } from '../../../domain/ai-runs/ai-runs.types.ts';
import type { Card, CardAction, Notice } from '../card.types.ts';
import { makeCard } from '../make-card.rules.ts';
import { action, bold, field } from '../spans.rules.ts';

/** The company's choices about the AI, each with its switch. */
export function aiSettingsCard(settings: AiSettings, notices: Notice[] = []): Card {
  const onOff = (on: boolean): string => (on ? 'on' : 'off');
  const turn = (name: string, setting: string, on: boolean): CardAction =>
    action(`Turn ${name} ${onOff(!on)}`, 'ai.set', { setting, value: onOff(!on) });
  return makeCard('report', [bold('The AI’s settings')], {
    notices,
    fields: [
      field('Triage of new tickets by a model', onOff(settings.autoTriage)),
      field('Analysis after each public message', onOff(settings.autoAnalysis)),
      field('Redaction of cards, accounts, phones, addresses and keys before a call', onOff(settings.redact)),
      field('What was sent and answered is kept', `${settings.keepDays} ${settings.keepDays === 1 ? 'day' : 'days'}`),
      field('Wrong automatic answers accepted', `at most ${Number((settings.mostWrong * 100).toFixed(2))} %`),
    ],
    actions: [
      turn('triage', 'triage', settings.autoTriage),
      turn('analysis', 'analysis', settings.autoAnalysis),
      turn('redaction', 'redaction', settings.redact),
    ],
  });
}
