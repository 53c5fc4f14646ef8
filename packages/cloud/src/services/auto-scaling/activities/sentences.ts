/** AWS's words of why something happened; https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-scaling-activities.html */

/** `At 2026-01-01T00:00:00Z an instance was …` */
export function at(nowMs: number, sentence: string): string {
  return `At ${new Date(nowMs).toISOString().replace(/\.\d+Z$/, 'Z')} ${sentence}.`
}

/** Sentences of one cause; two spaces stand between them. */
export function sentences(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join('  ')
}

export const words = {
  /** What changed a desired capacity, then this. */
  changing: (from: number, to: number) => `changing the desired capacity from ${from} to ${to}`,
  started: (from: number, to: number) =>
    `an instance was started in response to a difference between desired and actual capacity, increasing the capacity from ${from} to ${to}`,
  shrinking: (from: number, to: number) => `shrinking the capacity from ${from} to ${to}`,
  ended: (from: number, to: number) =>
    `an instance was taken out of service in response to a difference between desired and actual capacity, shrinking the capacity from ${from} to ${to}`,
  warmed: (from: number, to: number) =>
    `an instance was launched into the warm pool in response to a difference between desired and actual capacity of the warm pool, increasing its capacity from ${from} to ${to}`,
  cooled: (from: number, to: number) =>
    `an instance was taken out of the warm pool in response to a difference between desired and actual capacity of the warm pool, shrinking its capacity from ${from} to ${to}`,
  selected: (id: string) => `instance ${id} was selected for termination`,
  replaced: 'an instance was launched in response to an unhealthy instance needing to be replaced',
  unhealthy: (because: string) => `an instance was taken out of service in response to ${because}`,
} as const

/** Ends of `words.unhealthy`. */
export const ailments = {
  ec2: 'an EC2 health check indicating it has been terminated or stopped',
  statusCheck: 'an EC2 instance status checks failure',
  elb: 'an ELB system health check failure',
  user: 'a user health-check',
  rebalance: 'an EC2 instance rebalance recommendation',
  lifetime: 'a maximum instance lifetime limit',
  refresh: 'an instance refresh',
} as const
