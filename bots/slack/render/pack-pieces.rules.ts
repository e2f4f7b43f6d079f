import type { KnownBlock, Piece } from './blocks.types.ts';
import { limits } from './limits.rules.ts';
import { plainText } from './plain-text.rules.ts';

/** Blocks that belong together. */
export function piece(...blocks: KnownBlock[]): Piece {
  return { blocks, size: textSize(blocks) };
}

/** All text in it that a person may read, in characters. */
export function textSize(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, one) => sum + textSize(one), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce(
    (sum, [key, inner]) => sum + (typeof inner === 'string' ? (readable.has(key) ? inner.length : 0) : textSize(inner)),
    0,
  );
}

const readable = new Set(['text', 'fallback', 'alt_text', 'title']);

/** A small grey line. */
export function contextLine(text: string): KnownBlock {
  return { type: 'context', elements: [plainText(text, limits.fieldText)] };
}

/** What may be in one message or view. */
export type Room = { blocks: number; text: number };

/** Of a message: a part of the text is kept for the line beside the blocks and for marks. */
export const messageRoom: Room = { blocks: limits.messageBlocks - 2, text: limits.messageText - limits.accessibleText - 200 };
export const viewRoom: Room = { blocks: limits.viewBlocks - 2, text: limits.viewText };

/** A tail up to this stays in the first message, so that its buttons are where people look. */
const smallTail: Room = { blocks: 8, text: 2_500 };

/**
 * The pieces in as many lots as they need, in order; the first holds the tail too when that is small. A lot that goes on says so at its end, the next at its
 * start, so that nothing is lost unseen.
 */
export function packPieces(body: Piece[], tail: Piece[], room: Room, goesOn: string, continued: string): KnownBlock[][] {
  const tailSize = total(tail);
  const keepsTail = tailSize.blocks <= smallTail.blocks && tailSize.text <= smallTail.text;
  const lots: Piece[][] = [[]];
  let left = keepsTail ? { blocks: room.blocks - tailSize.blocks, text: room.text - tailSize.text } : { ...room };
  for (const one of keepsTail ? body : [...body, ...tail]) {
    if ((one.blocks.length > left.blocks || one.size > left.text) && (lots.at(-1)?.length ?? 0) > 0) {
      lots.push([]);
      left = { ...room };
    }
    lots.at(-1)?.push(one);
    left = { blocks: left.blocks - one.blocks.length, text: left.text - one.size };
  }
  return lots.map((lot, index) => [
    ...(index === 0 ? [] : [contextLine(continued)]),
    ...lot.flatMap(({ blocks }) => blocks),
    ...(index < lots.length - 1 ? [contextLine(goesOn)] : []),
    ...(index === 0 && keepsTail ? tail.flatMap(({ blocks }) => blocks) : []),
  ]);
}

function total(pieces: Piece[]): Room {
  return {
    blocks: pieces.reduce((sum, { blocks }) => sum + blocks.length, 0),
    text: pieces.reduce((sum, { size }) => sum + size, 0),
  };
}
