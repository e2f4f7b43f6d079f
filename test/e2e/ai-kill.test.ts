import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTransport } from 'nodemailer';
import { eventually } from '../support/eventually.ts';
import { type FakeOpenAi, startFakeOpenAi } from '../support/openai/fake-openai.ts';
import type { Persona } from '../support/openai/fake-openai.types.ts';
import { helpful } from '../support/openai/personas.ts';
import { Product } from '../support/product.ts';

const company = ['--tenant', 'northwind'];
/** Longer than any test waits: only a kill ends such a call. */
const foreverMs = 600_000;

let model: FakeOpenAi;
let product: Product;
let isHolding = true;
const holding: Persona = (request) => {
  const reply = helpful()(request);
  return isHolding && request.schemaName === 'triage' ? { ...reply, delayMs: foreverMs } : reply;
};

beforeAll(async () => {
  model = await startFakeOpenAi({ persona: holding });
  product = await Product.prepare({ DESKHAND_AI_BASE_URL: model.url, DESKHAND_AI_KEY: model.key });
  await product.start();
}, 900_000);
afterAll(async () => {
  await product.discard();
  await model.close();
}, 60_000);

async function cli(...words: string[]): Promise<string> {
  const { code, out, err } = await product.run([...words, ...company]);
  if (code !== 0) throw new Error(`${words.join(' ')} ended with ${code}: ${err}`);
  return out;
}
const calls = (): number => model.requests().filter(({ schemaName }) => schemaName === 'triage').length;
const triageLine = async (): Promise<string> => (await cli('ai', 'jobs')).split('\n').find((line) => / triage /.test(line)) ?? '';

describe('a worker killed in the middle of a model call', () => {
  let job = '';

  it('leaves a call that is reserved and not charged', async () => {
    await cli('ai', 'provider', 'prices', 'Demo', '--input', '1000', '--output', '4000');
    const door = createTransport({ host: '127.0.0.1', port: product.ports.smtp, ignoreTLS: true });
    await door.sendMail({
      from: 'pat@customer.example',
      to: 'support@northwind-cabling.example',
      subject: 'Switch down',
      text: 'The core switch is down since this morning, nobody can work.',
    });
    await eventually('the model is asked', async () => calls() === 1, 120_000);
    await product.end('SIGKILL');
    isHolding = false;
  }, 240_000);

  it('gives one result, the next worker’s, and every call is charged once', async () => {
    await product.start();
    await eventually('the result', async () => / done /.test(await triageLine()), 120_000);
    job = /j-[0-9a-f]{8}/.exec(await triageLine())?.[0] ?? '';
    expect(calls()).toBe(2);
    const why = await cli('ai', 'why', job);
    expect(why).toContain('done, found by model');
    expect(why.match(/attempt \d/g)).toEqual(['attempt 2', 'attempt 1']);
    expect(why).toContain('ended before it could say how the call ended');
    const costs = [...why.matchAll(/cost {4}([\d.]+)/g)].map(([, cost]) => Number(cost));
    expect(costs).toHaveLength(2);
    for (const cost of costs) expect(cost).toBeGreaterThan(0);
    const [day = ''] = (await cli('ai', 'cost')).split('\n').filter((line) => / triage /.test(line));
    const [, , spent, reserved, made] = day.split(/\s+/);
    expect([reserved, made]).toEqual(['0.00', '2']);
    expect(Number(spent)).toBeCloseTo(
      costs.reduce((sum, cost) => sum + cost, 0),
      3,
    );
  }, 300_000);

  it('can show the same bytes again for both calls', async () => {
    expect(await cli('ai', 'replay', job)).toContain('2 the same byte for byte, 0 different');
    expect(model.refused()).toEqual([]);
  }, 60_000);
});
