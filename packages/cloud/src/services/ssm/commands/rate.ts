/** How many a limit such as `10` or `25%` means for so many targets. */
export function limitOf(limit: string, targets: number): number {
  if (!limit.endsWith('%')) return Number(limit)
  return Math.floor((Number(limit.slice(0, -1)) / 100) * targets)
}

/** At least one target at a time, however small the share. */
export function concurrencyOf(limit: string, targets: number): number {
  return Math.max(1, limitOf(limit, targets))
}
