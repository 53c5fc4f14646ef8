import { readUnixCron, type Schedule } from '../../schedule.ts'

/**
 * Reads when an action recurs; undefined for what is no cron expression of five fields. A time that the clocks leave out when they are
 * changed is taken where they go on, one that they show twice is taken once.
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-scheduled-scaling.html
 */
export function readRecurrence(expression: string, zone = 'UTC'): Schedule | undefined {
  return readUnixCron(expression, zone)
}

/** Whether it is a zone of the IANA database, by its name: offsets and most abbreviations are none. */
export function isZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
