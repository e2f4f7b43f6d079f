import { builtInViews } from '../../domain/views/view.rules.ts';
import type { BuiltInView, ViewLine } from '../../domain/views/views.types.ts';
import type { Card, CardAction, Row } from './card.types.ts';
import { makeCard } from './make-card.rules.ts';
import { action, askFirst, bold, code, oneLine, row } from './spans.rules.ts';

/** The person's views, those that colleagues share, and those that are always there. A filter that no longer means anything says so. */
export function viewListCard(views: (ViewLine & { problems: string[] })[]): Card {
  const rows = [...views.map(viewRow), ...builtInViews.map(builtInRow)];
  return makeCard('view_list', [bold('Views'), { text: views.length === 0 ? ': none of your own yet' : '' }], {
    text: views.length === 0 ? [[{ text: 'To keep a list under a name: ' }, code('view save NAME: FILTER')]] : [],
    rows,
  });
}

function viewRow(view: ViewLine & { problems: string[] }): Row {
  const whose = view.isMine ? (view.shared ? 'yours, shared with everybody' : 'yours alone') : `shared by ${view.owner}`;
  return row(
    [bold(view.name)],
    [
      [code(oneLine(view.filter, 200))],
      [{ text: whose }],
      ...view.problems.slice(0, 3).map((problem) => [{ text: `Left out, because it means nothing: ${oneLine(problem, 300)}` }]),
    ],
    [action('Show', 'view.show', { view: view.name }), ...(view.isMine ? ownActions(view) : [])],
  );
}

function ownActions({ name, version, shared }: ViewLine): CardAction[] {
  const at = { view: name, version };
  return [
    action(shared ? 'Keep to yourself' : 'Share', 'view.share', { ...at, shared: !shared }),
    askFirst('Delete', 'view.delete', at, `Delete the view “${oneLine(name, 60)}”?`),
  ];
}

function builtInRow(view: BuiltInView): Row {
  return row(
    [bold(view.name)],
    [[code(view.filter)], [{ text: `always there: ${view.meaning}` }]],
    [action('Show', 'view.show', { view: view.name })],
  );
}
