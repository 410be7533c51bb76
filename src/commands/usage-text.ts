/** What Commander says of a command line it cannot read, and the same in Chinese. */
const SENTENCES: readonly (readonly [RegExp, string])[] = [
  [/unknown option '(.+?)'/, '没有选项 $1'],
  [/unknown command '(.+?)'/, '没有命令 $1'],
  [/missing required argument '(.+?)'/, '缺少参数 $1'],
  [/required option '(.+?)' not specified/, '必须给出选项 $1'],
  [/option '(.+?)' argument missing/, '选项 $1 缺少值'],
  [/option '(.+?)' argument '(.*?)' is invalid\. Allowed choices are (.+?)\./, '选项 $1 不能取“$2”，可取 $3'],
  [/option '(.+?)' cannot be used with option '(.+?)'/, '选项 $1 与 $2 不能同时使用'],
  [/too many arguments/, '参数过多'],
];

/** "error: …" with its Chinese before it; unchanged where there is none. */
export function usageText(message: string): string {
  for (const [pattern, text] of SENTENCES) {
    const found = pattern.exec(message);
    if (found) return `${found[0].replace(pattern, text)} · ${message}`;
  }
  return message;
}
