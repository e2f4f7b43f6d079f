import { describe, expect, it } from '@jest/globals';
import { AppError } from '../../../domain/errors.ts';
import { answerTo, failureLine } from '../../../server/http/failure.rules.ts';

class DriverException extends Error {}

const failureOf = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (failure) {
    return failure;
  }
};

describe('the log line of a failure', () => {
  it.each([
    ['a database driver', new DriverException("insert into notes values ('hunter2') - duplicate key")],
    ['a bare database error', Object.assign(new Error('duplicate key (hunter2)'), { severity: 'ERROR', code: '23505' })],
    ['a JSON parser', failureOf(() => JSON.parse('hunter2'))],
    ['a body parser', Object.assign(new Error('hunter2 is no JSON'), { status: 400, type: 'entity.parse.failed' })],
  ])('repeats no content that %s put into its message', (_from, failure) => {
    expect(String((failure as Error).message)).toContain('hunter2');
    const line = failureLine(failure);
    expect(JSON.stringify({ ...line, frames: [] })).not.toContain('hunter2');
    expect(line.frames?.length).toBeGreaterThan(0);
  });

  it('says what broke and where when the fault is ours, and no place when we refused', () => {
    expect(failureLine(new TypeError('x is undefined'))).toMatchObject({
      name: 'TypeError',
      message: 'x is undefined',
      frames: expect.arrayContaining([expect.stringMatching(/^at /)]),
    });
    const refusal = new AppError('not_found', { message: 'no such mail', userMessage: 'There is no such mail.' });
    expect(failureLine(refusal)).toEqual({ name: 'AppError', code: 'not_found', message: 'no such mail' });
  });
});

describe('the answer to a failure', () => {
  it('shows our own words for what we refused, and nothing but the reference for the rest', () => {
    const refusal = new AppError('expired', { message: 'internal words', userMessage: 'Get a new link.' });
    expect(answerTo(refusal, 'ref')).toEqual({ status: 410, code: 'expired', message: 'Get a new link.' });
    for (const failure of [new Error('hunter2'), 'hunter2', null, { status: 302 }]) {
      const answer = answerTo(failure, 'ref-1');
      expect(answer).toMatchObject({ status: 500, code: 'internal', reference: 'ref-1' });
      expect(answer.message).toContain('ref-1');
      expect(JSON.stringify(answer)).not.toContain('hunter2');
    }
  });
});
