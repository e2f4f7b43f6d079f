import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openTestDesk, type TestDesk } from '../../support/desk.ts';
import { ownAttackMails } from '../../support/hostile/attack-mails.ts';
import type { HostileGround } from '../../support/hostile/ground.types.ts';
import { openHostileGround } from '../../support/hostile/open-ground.ts';
import { type Consumed, runMails } from '../../support/hostile/run-mails.ts';
import { type FakeOpenAi, startFakeOpenAi } from '../../support/openai/fake-openai.ts';
import { type PersonaName, personaNames } from '../../support/openai/personas.ts';

let desk: TestDesk;
let fake: FakeOpenAi;
let ground: HostileGround;
beforeAll(async () => {
  desk = await openTestDesk({ acknowledge: false });
  fake = await startFakeOpenAi();
  ground = await openHostileGround(desk, fake);
}, 120_000);
afterAll(async () => {
  await ground.close();
  await fake.close();
  await desk.close();
});

const all = ownAttackMails();
const some = all.filter((_, index) => index % 6 === 0);
/** Every attempt of a model that fails or stalls takes its time: few mails show what it does. */
const counts: Record<PersonaName, number> = { helpful: 4, obedient: 12, worst: 12, refusing: 4, broken: 6, slow: 2 };
const reached: Record<PersonaName, (one: Consumed) => boolean> = {
  helpful: ({ used }) => used,
  obedient: ({ used }) => used,
  worst: ({ used }) => used,
  refusing: ({ outcomes }) => outcomes.includes('refused'),
  broken: ({ outcomes }) => outcomes.includes('invalid'),
  slow: ({ outcomes }) => outcomes.includes('unavailable'),
};

describe('attack mails', () => {
  it('are at least sixty, of forty techniques and twenty-four goals', () => {
    expect(all.length).toBeGreaterThanOrEqual(60);
    expect(new Set(all.map(({ technique }) => technique)).size).toBeGreaterThanOrEqual(40);
    expect(new Set(all.map(({ goal }) => goal)).size).toBeGreaterThanOrEqual(24);
  });

  it.each(personaNames)(
    'break none of the invariants when the model is %s, and what it says is really read',
    async (name) => {
      const { violations, consumed } = await runMails(ground, some.slice(0, counts[name]), { name, persona: name });
      expect(violations).toEqual([]);
      expect(fake.refused()).toEqual([]);
      expect(consumed.filter(reached[name]).length).toBeGreaterThan(counts[name] / 2);
    },
    120_000,
  );
});
