import 'reflect-metadata';
import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Where rows come from: file, office or generator, with its licence and vintage. */
@ObjectType('DataSource', { description: 'Where data comes from, and whether it was made up. 数据来源' })
@Entity('data_source')
export class DataSourceRecord {
  @Field(() => ID, { description: 'Short name of the source. 来源标识' })
  @PrimaryColumn('text')
  key!: string;

  @Field(() => String, { description: 'Title for people. 来源名称' })
  @Column('text')
  title!: string;

  @Field(() => Boolean, {
    description: 'True for generated data that describes no real place of care. 是否为合成数据',
  })
  @Column('boolean')
  synthetic!: boolean;

  @Field(() => String, { nullable: true, description: 'Credit the licence asks for. 署名' })
  @Column('text', { nullable: true })
  attribution!: string | null;

  @Field(() => String, { nullable: true, description: 'Licence. 许可' })
  @Column('text', { nullable: true })
  licence!: string | null;

  @Field(() => String, { nullable: true, description: 'Date or edition the data describes. 数据版本' })
  @Column('text', { nullable: true })
  vintage!: string | null;
}
