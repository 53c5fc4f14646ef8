/**
 * `BRUME_READ_ONLY`: `all` (or 1, true), `aws` for every AWS connection, or ids and profile names with commas between.
 */
export function readOnlyRule(
  text: string | undefined,
): (connection: { id: string; name: string; kind: 'embedded' | 'aws' }) => boolean {
  const words = new Set((text ?? '').split(',').map((word) => word.trim()))
  const all = ['all', '1', 'true', '*'].some((word) => words.has(word))
  return ({ id, name, kind }) =>
    all || (kind === 'aws' && words.has('aws')) || words.has(id) || words.has(name)
}
