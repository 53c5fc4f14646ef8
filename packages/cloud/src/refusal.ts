/** Why a control call is not done, as its answer tells it. */
export class Refusal extends Error {
  readonly status: number
  constructor(message: string, status = 400) {
    super(message)
    this.status = status
  }
}

const unitMs = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const

/** `30s`, `5m`, `1.5h`, `2d` in ms. */
export function durationMs(member: string, text: unknown): number {
  const parts = typeof text === 'string' ? /^(\d+(?:\.\d+)?)([smhd])$/.exec(text) : null
  const unit = parts?.[2]
  if (!parts || !(unit === 's' || unit === 'm' || unit === 'h' || unit === 'd')) {
    throw new Refusal(`"${member}" is a duration such as "30s", "5m", "2h" or "1d".`)
  }
  return Math.round(Number(parts[1]) * unitMs[unit])
}
