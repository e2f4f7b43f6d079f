// biome-ignore-all lint/style/noNonNullAssertion: every index is within its typed array, and a check for each would cost the inner loops a third of their time

import { seeded, shuffle } from '../../../domain/seeded.rules.ts';
import type { SparseRows } from './classifier.types.ts';
import { fewestTexts } from './vectorise.rules.ts';

/** Texts as vectors, and the square of each one's length plus that of the bias. Columns stand here at their `places`: the most frequent first, so that they share the cache. */
export type Problem = { rows: SparseRows; columns: number; squares: Float64Array; places: Int32Array };

/** One class against the rest: weights by place, the last one the bias; the dual variable of each row; and the rows that another set of rows may still move. */
export type Plane = { weights: Float32Array; alphas: Float64Array; near: Int32Array };

/** What to learn: `sign` is 1 for rows of the class and −1 for others; rows marked in `leftOut` teach nothing. */
export type PlaneTask = { sign: Int8Array; leftOut: Uint8Array | null; seed: number; start: Plane | null };

/** C of the squared hinge loss; its dual has `1 / 2C` on the diagonal. */
const penalty = 2;
const diagonal = 1 / (2 * penalty);
const tolerance = 0.1;
/** More cost half as much again and hardly change a class. */
const mostRounds = 8;
/** When a plane is trained anew without some rows, it begins near its end. */
const mostRoundsAnew = 8;
/** Rows so far beyond the margin of their side are left out when a plane is trained anew without some rows: they have no effect, and are nine in ten. */
const reach = 0.25;

/** Makes vectors ready to be learned from. */
export function problemOf(given: SparseRows, columns: number): Problem {
  const places = placesOf(given.columns, columns);
  const rows = { ...given, columns: given.columns.map((column) => places[column]!) };
  const squares = new Float64Array(rows.starts.length - 1);
  for (let row = 0; row < squares.length; row += 1) {
    let square = 1;
    for (let at = rows.starts[row]!; at < rows.starts[row + 1]!; at += 1) square += rows.values[at]! ** 2;
    squares[row] = square;
  }
  return { rows, columns, squares, places };
}

function placesOf(used: Int32Array, columns: number): Int32Array {
  const counts = new Int32Array(columns);
  for (let at = 0; at < used.length; at += 1) counts[used[at]!]! += 1;
  const places = new Int32Array(columns);
  const order = Int32Array.from(counts.keys()).sort((a, b) => counts[b]! - counts[a]! || a - b);
  order.forEach((column, place) => {
    places[column] = place;
  });
  return places;
}

/**
 * The same texts as a classifier would see them that was trained without their fold: an n-gram that it would not know, because fewer than two of the other texts have it,
 * counts for nothing.
 */
export function asUnseen(problem: Problem, fold: Uint8Array, folds: number): Problem {
  const { starts, columns, values } = problem.rows;
  const within = new Int32Array(problem.columns * folds);
  const all = new Int32Array(problem.columns);
  for (let row = 0; row < fold.length; row += 1)
    for (let at = starts[row]!; at < starts[row + 1]!; at += 1) {
      all[columns[at]!]! += 1;
      within[columns[at]! * folds + fold[row]!]! += 1;
    }
  const seen = values.slice();
  for (let row = 0; row < fold.length; row += 1)
    for (let at = starts[row]!; at < starts[row + 1]!; at += 1)
      if (all[columns[at]!]! - within[columns[at]! * folds + fold[row]!]! < fewestTexts) seen[at] = 0;
  return { ...problem, rows: { starts, columns, values: seen } };
}

/** The score of a row by one class. */
export function planeScore({ weights }: Plane, { rows: { starts, columns, values } }: Problem, row: number): number {
  let score = weights[weights.length - 1]!;
  for (let at = starts[row]!; at < starts[row + 1]!; at += 1) score += weights[columns[at]!]! * values[at]!;
  return score;
}

/**
 * A linear support vector machine with squared hinge loss, by dual coordinate descent with shrinking (Hsieh and others 2008, as in LIBLINEAR), for one class against
 * the rest. The order of the rows comes from `seed`: the same input gives the same weights. `start` is the solution with all rows: what the left-out rows added is
 * taken away and the search goes on from there among the rows near the margin, to almost the same place as from nothing but many times faster.
 */
export function trainPlane(problem: Problem, { sign, leftOut, seed, start }: PlaneTask): Plane {
  const plane =
    start === null
      ? { weights: new Float32Array(problem.columns + 1), alphas: new Float64Array(sign.length), near: Int32Array.from(sign.keys()) }
      : without(problem, start, sign, leftOut);
  const active = plane.near.filter((row) => leftOut?.[row] !== 1);
  const random = seeded(seed);
  let left = active.length;
  // Near the solution, rows that stay without effect are known by the first look at them.
  let limit = start === null ? Number.POSITIVE_INFINITY : tolerance;
  const rounds = start === null ? mostRounds : mostRoundsAnew;
  for (let round = 0; round < rounds && left > 0; round += 1) {
    const wasWhole = left === active.length;
    shuffle(active, left, random);
    const seen = oneRound(problem, sign, plane, active, left, limit);
    left = seen.left;
    if (seen.high - seen.low > tolerance) limit = seen.high <= 0 ? Number.POSITIVE_INFINITY : seen.high;
    else if (wasWhole) break;
    else {
      left = active.length;
      limit = tolerance;
    }
  }
  return start === null ? { ...plane, near: plane.near.filter((row) => isNear(problem, sign, plane, row)) } : plane;
}

function isNear(problem: Problem, sign: Int8Array, plane: Plane, row: number): boolean {
  return plane.alphas[row]! > 0 || sign[row]! * planeScore(plane, problem, row) < 1 + reach;
}

/** Goes over the rows once; those that surely stay without effect move behind `left`. */
function oneRound(
  { rows: { starts, columns, values }, squares }: Problem,
  sign: Int8Array,
  { weights, alphas }: Plane,
  active: Int32Array,
  rowsLeft: number,
  limit: number,
): { left: number; high: number; low: number } {
  const bias = weights.length - 1;
  let left = rowsLeft;
  let high = Number.NEGATIVE_INFINITY;
  let low = Number.POSITIVE_INFINITY;
  for (let place = 0; place < left; place += 1) {
    const row = active[place]!;
    const to = starts[row + 1]!;
    const alpha = alphas[row]!;
    let score = weights[bias]!;
    for (let at = starts[row]!; at < to; at += 1) score += weights[columns[at]!]! * values[at]!;
    const gradient = sign[row]! * score - 1 + alpha * diagonal;
    if (alpha === 0 && gradient > limit) {
      left -= 1;
      active[place] = active[left]!;
      active[left] = row;
      place -= 1;
      continue;
    }
    const projected = alpha === 0 ? Math.min(gradient, 0) : gradient;
    if (projected > high) high = projected;
    if (projected < low) low = projected;
    if (Math.abs(projected) < 1e-12) continue;
    const next = Math.max(alpha - gradient / (squares[row]! + diagonal), 0);
    alphas[row] = next;
    add(weights, starts[row]!, to, columns, values, (next - alpha) * sign[row]!);
  }
  return { left, high, low };
}

function add(weights: Float32Array, from: number, to: number, columns: Int32Array, values: Float32Array, step: number): void {
  weights[weights.length - 1]! += step;
  for (let at = from; at < to; at += 1) weights[columns[at]!]! += step * values[at]!;
}

function without({ rows }: Problem, start: Plane, sign: Int8Array, leftOut: Uint8Array | null): Plane {
  const plane = { weights: start.weights.slice(), alphas: start.alphas.slice(), near: start.near };
  for (let row = 0; row < sign.length; row += 1) {
    const alpha = plane.alphas[row]!;
    if (leftOut?.[row] !== 1 || alpha === 0) continue;
    add(plane.weights, rows.starts[row]!, rows.starts[row + 1]!, rows.columns, rows.values, -alpha * sign[row]!);
    plane.alphas[row] = 0;
  }
  return plane;
}
