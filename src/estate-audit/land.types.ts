import { Field, Int, ObjectType } from 'type-graphql';
import { CareLandBase } from '../estates/index.js';
import { Target } from '../indicators/index.js';
import { ExactNumber, exactNumber } from './exact-number.type.js';
import type { CareLandFigure as LandFigure, PremisesFigure } from './land-figures.js';

@ObjectType({ description: 'Care land per planned person of a division and zone. 人均养老服务设施用地' })
export class CareLandFigure {
  constructor(readonly figure: LandFigure) {}

  get divisionCode(): string | null {
    return this.figure.divisionCode;
  }

  @Field(() => String, { nullable: true, description: 'Zone; null: all of them. 片区' })
  get zone(): string | null {
    return this.figure.zone;
  }

  @Field(() => CareLandBase, { description: 'What the area is measured as. 计算口径' })
  get base(): CareLandBase {
    return this.figure.base;
  }

  @Field(() => Int, { description: 'Pieces. 地块数' })
  get pieces(): number {
    return this.figure.pieces;
  }

  @Field(() => ExactNumber, { description: 'Area, m². 面积' })
  get areaSquareMeters(): ExactNumber {
    return new ExactNumber(this.figure.area);
  }

  @Field(() => Int, { description: 'Planned population, of land and floor alike. 规划人口' })
  get plannedPeople(): number {
    return this.figure.plannedPeople;
  }

  @Field(() => ExactNumber, { nullable: true, description: 'm² a person; null without people. 人均面积' })
  get squareMetersPerPerson(): ExactNumber | null {
    return exactNumber(this.figure.value);
  }

  @Field(() => Target, { nullable: true, description: 'What must be reached, with its clause. 目标及条款' })
  get target(): Target | null {
    return this.figure.target;
  }

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it is; null without target or people. 是否达标',
  })
  get isMet(): boolean | null {
    return this.figure.isMet;
  }

  @Field(() => ExactNumber, { nullable: true, description: 'What is missing, m². 缺口面积' })
  get lackingSquareMeters(): ExactNumber | null {
    return exactNumber(this.figure.lacking);
  }
}

@ObjectType({ description: 'Share of community premises used for care. 社区用房用于养老服务的占比' })
export class CommunityPremisesFigure {
  constructor(readonly figure: PremisesFigure) {}

  get divisionCode(): string | null {
    return this.figure.divisionCode;
  }

  @Field(() => Int, { description: 'Premises. 社区用房处数' })
  get premises(): number {
    return this.figure.premises;
  }

  @Field(() => ExactNumber, { description: 'Floor area, m². 建筑面积' })
  get floorAreaSquareMeters(): ExactNumber {
    return new ExactNumber(this.figure.area);
  }

  @Field(() => ExactNumber, { description: 'Of it used for care, m². 用于养老服务的面积' })
  get careFloorAreaSquareMeters(): ExactNumber {
    return new ExactNumber(this.figure.careArea);
  }

  @Field(() => Int, {
    description:
      'Premises that do not say what is used for care: none of it is counted. 未登记养老面积的处数',
  })
  get unknownCareArea(): number {
    return this.figure.unknownCareArea;
  }

  @Field(() => Int, {
    description:
      'Premises with more area for care than area: in neither sum. 养老面积大于总面积、不计入的处数',
  })
  get keptApart(): number {
    return this.figure.keptApart;
  }

  @Field(() => ExactNumber, { nullable: true, description: 'Share; null without area. 占比' })
  get share(): ExactNumber | null {
    return exactNumber(this.figure.value);
  }

  @Field(() => Target, { nullable: true, description: 'What must be reached, with its clause. 目标及条款' })
  get target(): Target | null {
    return this.figure.target;
  }

  @Field(() => Boolean, { nullable: true, description: 'Whether it is; null without target. 是否达标' })
  get isMet(): boolean | null {
    return this.figure.isMet;
  }

  @Field(() => ExactNumber, { nullable: true, description: 'Area that is missing, m². 缺口面积' })
  get lackingSquareMeters(): ExactNumber | null {
    return exactNumber(this.figure.lacking);
  }
}
