const minuteMs = 60_000
const dayMs = 86_400_000

/** Whether data can be asked for in periods of so many seconds. */
export function isPeriod(seconds: number): boolean {
  return [1, 5, 10, 20, 30].includes(seconds) || (seconds > 0 && seconds % 60 === 0)
}

/**
 * Start times are rounded down to what is kept of their age, for short periods to the period.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricStatistics.html
 */
export function roundStart(startMs: number, nowMs: number, periodMs: number): number {
  const ageMs = nowMs - startMs
  const step =
    periodMs < minuteMs
      ? periodMs
      : ageMs < 15 * dayMs
        ? minuteMs
        : ageMs < 63 * dayMs
          ? 5 * minuteMs
          : 60 * minuteMs
  return Math.floor(startMs / step) * step
}
