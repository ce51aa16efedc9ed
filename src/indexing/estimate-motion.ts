/** How the picture changed between two samples. */
export interface PictureMotion {
  /** Mean absolute luma change, 0 to 1, of the cells that changed most once the camera's movement is taken away. */
  readonly object: number;
  /** Movement of the picture's content to the right, in picture widths. */
  readonly shiftX: number;
  /** Movement of the picture's content downwards, in picture heights. */
  readonly shiftY: number;
  /** Growth of the picture's scale about its middle: 0.01 is one per cent larger. */
  readonly growth: number;
}

const iterations = 3;
const movingShare = 0.02;
/** Added to the diagonal of the normal equations: a plain picture gives no direction and must not give a huge one. */
const ridge = 1e-4;

/**
 * Splits the change between two luma grids (`columns` × `rows`, row by row, 0 to 1) into the camera's movement and the
 * rest. The camera is one shift, one scale and one brightness change for the whole picture, by least squares on the
 * brightness constancy equation (Lucas and Kanade 1981); cells that do not follow it count less from round to round,
 * so that something large that moves does not pass for the camera. Good for shifts of up to about a cell.
 */
export function estimateMotion(
  before: Float32Array,
  after: Float32Array,
  columns: number,
  rows: number,
): PictureMotion {
  const equations = gradients(before, after, columns, rows);
  const weights = new Float32Array(equations.count).fill(1);
  let camera = [0, 0, 0, 0];
  let residuals = new Float32Array(equations.count);
  for (let iteration = 0; iteration < iterations; iteration += 1) {
    camera = solve(equations, weights);
    residuals = remainders(equations, camera);
    const typical = Math.max(1e-4, quantile(residuals, 0.5) * 1.5);
    for (let cell = 0; cell < weights.length; cell += 1) weights[cell] = 1 / (1 + (residuals[cell]! / typical) ** 2);
  }
  const sorted = residuals.sort();
  const moving = sorted.subarray(Math.floor(sorted.length * (1 - movingShare)));
  const object = moving.reduce((sum, value) => sum + value, 0) / Math.max(1, moving.length);
  const [x = 0, y = 0, growth = 0] = camera;
  return { object, shiftX: x / columns, shiftY: y / rows, growth };
}

/** One equation a cell: x·dx + y·dy + scale·growth + brightness = change. */
interface Equations {
  readonly count: number;
  /** `count` × 4, row by row. */
  readonly factors: Float32Array;
  /** `count`. */
  readonly changes: Float32Array;
}

function gradients(before: Float32Array, after: Float32Array, columns: number, rows: number): Equations {
  const count = Math.max(0, columns - 2) * Math.max(0, rows - 2);
  const factors = new Float32Array(count * 4);
  const changes = new Float32Array(count);
  let cell = 0;
  for (let row = 1; row < rows - 1; row += 1) {
    for (let column = 1; column < columns - 1; column += 1) {
      const at = row * columns + column;
      const slopeX = (before[at + 1]! + after[at + 1]! - before[at - 1]! - after[at - 1]!) / 4;
      const [below, above] = [at + columns, at - columns];
      const slopeY = (before[below]! + after[below]! - before[above]! - after[above]!) / 4;
      factors[cell * 4] = -slopeX;
      factors[cell * 4 + 1] = -slopeY;
      factors[cell * 4 + 2] = -slopeX * (column + 0.5 - columns / 2) - slopeY * (row + 0.5 - rows / 2);
      factors[cell * 4 + 3] = 1;
      changes[cell] = after[at]! - before[at]!;
      cell += 1;
    }
  }
  return { count, factors, changes };
}

/** Weighted least squares by the normal equations. */
function solve({ count, factors, changes }: Equations, weights: Float32Array): number[] {
  // Ten sums of the symmetric matrix and four of the right-hand side, as plain numbers: this loop is most of the work.
  let [xx, xy, xs, xb, yy, ys, yb, ss, sb, bb] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
  let [xc, yc, sc, bc] = [0, 0, 0, 0];
  for (let cell = 0, at = 0; cell < count; cell += 1, at += 4) {
    const weight = weights[cell]!;
    const [x, y, s, change] = [factors[at]!, factors[at + 1]!, factors[at + 2]!, weight * changes[cell]!];
    xx += weight * x * x;
    xy += weight * x * y;
    xs += weight * x * s;
    xb += weight * x;
    yy += weight * y * y;
    ys += weight * y * s;
    yb += weight * y;
    ss += weight * s * s;
    sb += weight * s;
    bb += weight;
    xc += x * change;
    yc += y * change;
    sc += s * change;
    bc += change;
  }
  return eliminate([
    [xx + ridge, xy, xs, xb, xc],
    [xy, yy + ridge, ys, yb, yc],
    [xs, ys, ss + ridge, sb, sc],
    [xb, yb, sb, bb + ridge, bc],
  ]);
}

/** Solves a positive definite system, given as rows with the right-hand side last. */
function eliminate(matrix: number[][]): number[] {
  const size = matrix.length;
  for (let pivot = 0; pivot < size; pivot += 1) {
    const line = matrix[pivot]!;
    for (let row = pivot + 1; row < size; row += 1) {
      const factor = matrix[row]![pivot]! / line[pivot]!;
      for (let column = pivot; column <= size; column += 1) matrix[row]![column]! -= factor * line[column]!;
    }
  }
  const solution = new Array<number>(size).fill(0);
  for (let row = size - 1; row >= 0; row -= 1) {
    let rest = matrix[row]![size]!;
    for (let column = row + 1; column < size; column += 1) rest -= matrix[row]![column]! * solution[column]!;
    solution[row] = rest / matrix[row]![row]!;
  }
  return solution;
}

function remainders({ count, factors, changes }: Equations, camera: readonly number[]): Float32Array<ArrayBuffer> {
  const rest = new Float32Array(count);
  const [x = 0, y = 0, growth = 0, brightness = 0] = camera;
  for (let cell = 0, at = 0; cell < count; cell += 1, at += 4) {
    const explained = factors[at]! * x + factors[at + 1]! * y + factors[at + 2]! * growth + brightness;
    rest[cell] = Math.abs(changes[cell]! - explained);
  }
  return rest;
}

function quantile(values: Float32Array, share: number): number {
  return values.toSorted()[Math.floor(share * (values.length - 1))] ?? 0;
}
