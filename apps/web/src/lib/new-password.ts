/** No two that look alike. */
const kinds = [
  'abcdefghijkmnopqrstuvwxyz',
  'ABCDEFGHJKLMNPQRSTUVWXYZ',
  '23456789',
  '!@#$%^&*()_+-=',
]

/** A password of twenty characters of all kinds, as any policy of an account wants it. */
export function newPassword(): string {
  const all = kinds.join('')
  for (;;) {
    const made = Array.from({ length: 20 }, () => all[below(all.length)]).join('')
    if (kinds.every((kind) => [...kind].some((one) => made.includes(one)))) return made
  }
}

/** Each number equally likely: what is left over at the end of the range is drawn anew. */
function below(count: number): number {
  const most = Math.floor(256 / count) * count
  for (;;) {
    const [byte = 0] = crypto.getRandomValues(new Uint8Array(1))
    if (byte < most) return byte % count
  }
}
