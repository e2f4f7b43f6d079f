import type { MacroAction } from '../../domain/macros/macros.types.ts';
import { oneLine } from './spans.rules.ts';

/** One step of a macro in words, without looking at any ticket. A person or a team is named by what it was when the macro is shown. */
export function stepText(action: MacroAction, nameOf: (id: string) => string): string {
  switch (action.kind) {
    case 'status':
      return `status ${action.status.replaceAll('_', ' ')}`;
    case 'priority':
      return `priority ${action.priority}`;
    case 'type':
      return `type ${action.type.replaceAll('_', ' ')}`;
    case 'assign':
      return action.to === null ? 'assign nobody' : `assign ${action.to === 'me' ? 'whoever runs it' : nameOf(action.to)}`;
    case 'team':
      return `team ${nameOf(action.team)}`;
    case 'tags':
      return [...action.add.map((tag) => `+${tag}`), ...action.remove.map((tag) => `−${tag}`)].join(' ');
    case 'note':
      return `note “${oneLine(action.text, 80)}”`;
    case 'reply':
      return `reply “${oneLine(action.text, 80)}” (you send it)`;
    case 'next_action':
      return `next ${[action.text === null ? null : `“${oneLine(action.text, 80)}”`, action.state?.replaceAll('_', ' ') ?? null].filter((part) => part !== null).join(', ')}`;
  }
}
