import type { WordTable } from './concepts.types.ts';
import { englishDesk } from './english-desk.rules.ts';
import { englishStates } from './english-states.rules.ts';
import { englishTalk } from './english-talk.rules.ts';
import { englishTime } from './english-time.rules.ts';

/** English, fully. */
export const english: WordTable = { ...englishTalk, ...englishStates, ...englishDesk, ...englishTime };
