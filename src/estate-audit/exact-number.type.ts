import { Field, Float, ObjectType } from 'type-graphql';
import { exactText } from '../kernel/exact-text.js';
import { type Rational, toNumber } from '../kernel/rational.js';

@ObjectType({ description: 'A figure without rounding. 精确数值' })
export class ExactNumber {
  constructor(readonly figure: Rational) {}

  @Field(() => String, {
    description: 'All of it: a decimal where it ends (246.8), else a fraction (1/3). 精确值',
  })
  get exact(): string {
    return exactText(this.figure);
  }

  @Field(() => Float, { description: 'The nearest number. 近似值' })
  get value(): number {
    return toNumber(this.figure);
  }
}

export function exactNumber(figure: Rational | null): ExactNumber | null {
  return figure && new ExactNumber(figure);
}
