/**
 * Answers keys that ask the same question of many roots: keys whose other arguments are equal share one read.
 * @param questionOf everything but the root, as JSON can tell it apart
 * @param read answers by root; roots without an answer get `absent`
 */
export async function loadByRoot<K extends { readonly root: string }, V>(
  keys: readonly K[],
  questionOf: (key: K) => unknown,
  read: (roots: readonly string[], question: K) => Promise<ReadonlyMap<string, V>>,
  absent: (key: K) => V,
): Promise<V[]> {
  const questions = new Map<string, K[]>();
  for (const key of keys) {
    const question = JSON.stringify(questionOf(key));
    const group = questions.get(question);
    if (group) group.push(key);
    else questions.set(question, [key]);
  }
  const answers = new Map<K, V>();
  for (const group of questions.values()) {
    const byRoot = await read(
      group.map(({ root }) => root),
      group[0],
    );
    for (const key of group) answers.set(key, byRoot.get(key.root) ?? absent(key));
  }
  return keys.map((key) => answers.get(key)!);
}
