// biome-ignore-all lint/style/noNonNullAssertion: every index is within its typed array, and a check for each would cost the inner loops a third of their time
import type { SparseRows, Weights } from './classifier.types.ts';
import type { Plane, Problem } from './train-plane.rules.ts';

/** Smaller weights change no score by as much as two classes differ; left out, they make the classifier a third smaller. */
const leastWeight = 0.005;

/** The planes of all classes as one sparse table in single precision. */
export function weightsOf(planes: Plane[], { columns, places }: Problem): Weights {
  const starts = new Int32Array(columns + 1);
  const classes: number[] = [];
  const values: number[] = [];
  for (let column = 0; column < columns; column += 1) {
    const place = places[column]!;
    planes.forEach(({ weights }, at) => {
      if (Math.abs(weights[place]!) < leastWeight) return;
      classes.push(at);
      values.push(weights[place]!);
    });
    starts[column + 1] = values.length;
  }
  const bias = Float32Array.from(planes.map(({ weights }) => weights[columns]!));
  return { starts, classes: Uint16Array.from(classes), values: Float32Array.from(values), bias };
}

/** The score of every class for one row. */
export function scoresOf(weights: Weights, rows: SparseRows, row: number): Float64Array {
  const scores = Float64Array.from(weights.bias);
  for (let at = rows.starts[row]!; at < rows.starts[row + 1]!; at += 1) {
    const column = rows.columns[at]!;
    const value = rows.values[at]!;
    for (let entry = weights.starts[column]!; entry < weights.starts[column + 1]!; entry += 1)
      scores[weights.classes[entry]!]! += weights.values[entry]! * value;
  }
  return scores;
}
