import 'reflect-metadata';
import { Field, ObjectType } from 'type-graphql';
import { defineEnum } from '../graphql/define-enum.js';

export const SheetFormat = defineEnum('SheetFormat', 'Kinds of spreadsheet files. 表格文件格式', {
  CSV: 'Text, one table, for programs and spreadsheets. 逗号分隔文本',
  XLSX: 'A workbook ready to be printed. Excel 工作簿',
});
export type SheetFormat = keyof typeof SheetFormat;

/** A spreadsheet file. */
@ObjectType({ description: 'A spreadsheet file. 表格文件' })
export class SheetFile {
  readonly content!: Uint8Array;

  @Field(() => String, { description: 'What to call it. 文件名' })
  fileName!: string;

  @Field(() => String, { description: 'Its media type. 媒体类型' })
  mediaType!: string;

  @Field(() => String, { nullable: true, description: 'A CSV file’s text; null for a workbook. 文本内容' })
  get text(): string | null {
    return this.mediaType.startsWith('text/') ? Buffer.from(this.content).toString('utf8') : null;
  }

  @Field(() => String, { description: 'Its bytes in base64. 文件内容（base64）' })
  get base64(): string {
    return Buffer.from(this.content).toString('base64');
  }
}
