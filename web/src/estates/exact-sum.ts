/** A number as the API writes it in full: a decimal (246.8) or a fraction (1/3). */
export type ExactText = string;

interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** @throws Error for text that is neither a decimal nor a fraction */
function fractionOf(text: ExactText): Fraction {
  const ratio = /^(-?\d+)\/(\d+)$/.exec(text);
  if (ratio) return { numerator: BigInt(ratio[1]), denominator: BigInt(ratio[2]) };
  const decimal = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (!decimal) throw new Error(`not an exact number: ${text}`);
  const [, sign, whole, part = ''] = decimal;
  return { numerator: BigInt(`${sign}${whole}${part}`), denominator: 10n ** BigInt(part.length) };
}

/** True when the parts add up to the total to the last digit. */
export function addsUp(parts: readonly ExactText[], total: ExactText): boolean {
  let sum: Fraction = { numerator: 0n, denominator: 1n };
  for (const { numerator, denominator } of parts.map(fractionOf)) {
    sum = {
      numerator: sum.numerator * denominator + numerator * sum.denominator,
      denominator: sum.denominator * denominator,
    };
  }
  const whole = fractionOf(total);
  return sum.numerator * whole.denominator === whole.numerator * sum.denominator;
}

/** A figure to read: decimals in full with their thousands set apart; a fraction with its nearest number. */
export function exactFigureText({
  exact,
  value,
}: {
  readonly exact: ExactText;
  readonly value: number;
}): string {
  const decimal = /^(-?)(\d+)(\.\d+)?$/.exec(exact);
  if (decimal) return `${decimal[1]}${decimal[2].replace(/\B(?=(\d{3})+$)/g, ',')}${decimal[3] ?? ''}`;
  return `≈${value.toLocaleString('en-US', { maximumFractionDigits: 3 })} (${exact})`;
}
