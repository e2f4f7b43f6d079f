import type { ContractView } from '../../domain/contracts/list-contracts.ts';
import type { Card, CardAction } from './card.types.ts';
import { makeCard } from './make-card.rules.ts';
import { action, askFirst, bold, code, field, oneLine, plain, row } from './spans.rules.ts';

/** Contracts with their policies; `customer` when they are one customer's. */
export function contractListCard(contracts: ContractView[], customer: string | null): Card {
  const whose = customer === null ? '' : ` of ${customer}`;
  const title = contracts.length === 1 ? `1 contract${whose}` : `${contracts.length} contracts${whose}`;
  return makeCard('contract', [bold(title)], {
    text: contracts.length === 0 ? [plain('Add one: contract new "CUSTOMER" "NAME" policy "POLICY"')] : [],
    rows: contracts.map((one) =>
      row(
        [code(one.number), { text: ' ' }, bold(oneLine(one.name, 120))],
        [plain(`${one.customer} · ${stateText(one)} · policy ${one.policy ?? 'none'}`)],
        [action('Show', 'contract.show', { contract: one.number })],
      ),
    ),
  });
}

/** One contract as far as service levels need it. */
export function contractCard(contract: ContractView): Card {
  return makeCard('contract', [code(contract.number), { text: ' ' }, bold(oneLine(contract.name, 120))], {
    fields: [
      field('Customer', contract.customer),
      field('Type', contract.type.replaceAll('_', ' ')),
      field('State', stateText(contract)),
      field('Policy', contract.policy ?? 'none'),
    ],
    actions: [...endAction(contract), action('Contracts', 'contracts.list', { customer: contract.customer })],
  });
}

function endAction(contract: ContractView): CardAction[] {
  if (contract.status === 'cancelled' || contract.status === 'expired') return [];
  const args = { contract: contract.number, version: contract.version };
  return [
    askFirst('End it now', 'contract.end', args, `End ${contract.number} of ${contract.customer} today? Its service level ends with it.`),
  ];
}

function stateText({ status, startsOn, endsOn }: ContractView): string {
  return `${status.replaceAll('_', ' ')}, from ${startsOn} ${endsOn === null ? 'without an end' : `until ${endsOn}`}`;
}
