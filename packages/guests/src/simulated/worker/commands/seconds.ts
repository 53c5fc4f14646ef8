/** A number of seconds as `sleep` and `timeout` read it: `2.5`, `10m`, `infinity`. */
export function seconds(text: string): number | undefined {
  const match = /^(\d*\.?\d+)([smhd]?)$/.exec(text)
  if (text === 'infinity' || text === 'inf') return 1e10
  return match
    ? Number(match[1]) * ({ s: 1, m: 60, h: 3600, d: 86_400 }[match[2] ?? ''] ?? 1)
    : undefined
}
