/** Stages of an import as its progress names them. */
export const IMPORT_STAGES = {
  read: '读取 · reading',
  check: '检查 · checking',
  stage: '暂存 · staging',
  store: '写入 · storing',
  buildNetwork: '生成路网 · building the network',
} as const;
