import type { Card } from '../../cards/card.types.ts';
import { makeCard } from '../../cards/make-card.rules.ts';
import { action, bold, code } from '../../cards/spans.rules.ts';

/** Nothing was done, because nobody proved who they are; for places where a link of their own would be read by others. */
export function unlinkedCard(): Card {
  return makeCard('error', [bold('Who are you?')], {
    notices: [{ level: 'info', text: 'Deskhand does not know you yet, so nothing was done.' }],
    text: [[{ text: 'Link your account once: say ' }, code('/desk link')]],
    error: { code: 'not_signed_in', reference: null },
  });
}

/** The App Home of somebody who proved nothing yet. The button answers them directly, with a link that is theirs alone. */
export function unlinkedHome(): Card {
  return makeCard('help', [bold('Welcome to Deskhand')], {
    text: [
      [{ text: 'Tickets where you already are. Deskhand does not know you yet: link your account once, and your queue stands here.' }],
    ],
    actions: [action('Link my account', 'slack.link', {}, 'primary')],
  });
}
