import { AppError } from '../../../domain/errors.ts';

/** How big a made-up database shall be. */
export type BigShape = { tickets: number; messages: number; tenants: number };

export const usualShape: BigShape = { tickets: 1_000_000, messages: 5_000_000, tenants: 50 };

const biggestShare = 0.1;

/**
 * How many tickets each company has: the first a tenth of all (all of them when there is one), the others ever fewer, none less than one. Throws `invalid_input`
 * for a shape that cannot be made.
 */
export function tenantSizes({ tickets, messages, tenants }: BigShape): number[] {
  const whole = [tickets, messages, tenants].every((count) => Number.isInteger(count) && count > 0);
  if (!whole || tenants > tickets || messages < tickets || tenants > 5_000) {
    throw new AppError('invalid_input', {
      message: 'the shape of a big database is not possible',
      userMessage: 'Write whole numbers: at most 5000 companies, at least one ticket for each, and at least one message for each ticket.',
    });
  }
  if (tenants === 1) return [tickets];
  const biggest = Math.max(1, Math.round(tickets * biggestShare));
  const weights = Array.from({ length: tenants - 1 }, (_one, index) => 1 / (index + 20));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return [biggest, ...weights.map((weight) => Math.max(1, Math.round(((tickets - biggest) * weight) / sum)))];
}

const vocabulary = 200_000;
const letters = 'aeioubdgklmnprst';

/** SQL for the word of a rank: letters that can be spoken, another word for each rank. */
export function wordSql(rank: string): string {
  return `translate(to_hex((${rank}::bigint * 2654435761) % 4294967296), '0123456789abcdef', '${letters}')`;
}

/** The word of a rank, as `wordSql` makes it: 1 is the most frequent, some 190,000 hardly ever occurs. */
export function bigWord(rank: number): string {
  const hex = ((BigInt(rank) * 2_654_435_761n) % 4_294_967_296n).toString(16);
  return [...hex].map((digit) => letters.charAt(Number.parseInt(digit, 16))).join('');
}

/** SQL for a rank drawn by Zipf’s law: each next rank is rarer, as in every language. */
export const drawnRank = `floor(exp(random() * ln(${vocabulary})))`;

/** A line such as `[#####-----] 50 %, 500000 of 1000000 tickets, 3 min left`. */
export function progressBar(done: number, total: number, elapsedMs: number): string {
  const share = total === 0 ? 1 : Math.min(1, done / total);
  const filled = Math.round(share * 30);
  const left = share === 0 ? Number.NaN : (elapsedMs / share) * (1 - share);
  const minutes = Number.isFinite(left) ? `, ${Math.ceil(left / 60_000)} min left` : '';
  return `[${'#'.repeat(filled)}${'-'.repeat(30 - filled)}] ${Math.floor(share * 100)} %, ${done} of ${total} tickets${share === 1 ? '' : minutes}`;
}
