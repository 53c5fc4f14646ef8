export const secondMs = 1000
export const hourMs = 3_600_000
export const dayMs = 86_400_000

/** The beginning of a calendar month (UTC), that of `at` or one `ahead`. */
export function monthStart(at: number, ahead = 0): number {
  const date = new Date(at)
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + ahead)
}

/** How many months lie between, the begun one by its share: what a GB that is kept so long adds up to in GB-months. */
export function monthsBetween(from: number, to: number): number {
  let months = 0
  for (let start = monthStart(from); start < to;) {
    const next = monthStart(start, 1)
    months += (Math.min(to, next) - Math.max(from, start)) / (next - start)
    start = next
  }
  return months
}
