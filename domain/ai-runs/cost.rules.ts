import type { PriceTable } from '../ai-providers/ai-providers.types.ts';
import type { CallUsage } from './ai-runs.types.ts';

/** Prices are for a million tokens. */
const per = 1_000_000;

/** What a call may cost at most, in micros: all its input at the dearer of its two prices and all the output it may give. */
export function reserveMicros(prices: PriceTable, inputTokens: number, maxOutputTokens: number): number {
  const { input, cached, output } = pricesOf(prices);
  return Math.ceil((inputTokens * Math.max(input, cached) + maxOutputTokens * output) / per);
}

/** What a call cost by the tokens the server counted, in micros, rounded up. */
export function costMicros(prices: PriceTable, usage: CallUsage): number {
  const { input, cached, output } = pricesOf(prices);
  const cheap = Math.min(usage.cached, usage.input);
  return Math.ceil(((usage.input - cheap) * input + cheap * cached + usage.output * output) / per);
}

function pricesOf(prices: PriceTable): Required<PriceTable> {
  const input = prices.input ?? 0;
  return { input, cached: prices.cached ?? input, output: prices.output ?? input };
}
