/** What `aws ec2 wait …` looks at, and when it is content. */
export interface Waiter {
  readonly command: string
  readonly seconds: number
  readonly attempts: number
  /** Every value of this query must be the wanted one. */
  readonly query: string
  readonly wanted: string
  /** Any of these ends the wait in failure. */
  readonly hopeless: readonly string[]
  /** An error that is awaited: with it the thing is there no more. */
  readonly missing?: string
}

const instanceStates = 'Reservations[].Instances[].State.Name'
const instance = { command: 'describe-instances', seconds: 15, attempts: 40, query: instanceStates }

/** https://github.com/boto/botocore/blob/develop/botocore/data/ec2/2016-11-15/waiters-2.json */
export const waiters: Readonly<Record<string, Waiter>> = {
  'instance-running': {
    ...instance,
    wanted: 'running',
    hopeless: ['shutting-down', 'terminated', 'stopping'],
  },
  'instance-stopped': { ...instance, wanted: 'stopped', hopeless: ['pending', 'terminated'] },
  'instance-terminated': { ...instance, wanted: 'terminated', hopeless: ['pending', 'stopping'] },
  'instance-status-ok': {
    command: 'describe-instance-status',
    seconds: 15,
    attempts: 40,
    query: 'InstanceStatuses[].InstanceStatus.Status',
    wanted: 'ok',
    hopeless: [],
  },
  'image-available': {
    command: 'describe-images',
    seconds: 15,
    attempts: 40,
    query: 'Images[].State',
    wanted: 'available',
    hopeless: ['failed'],
  },
  'snapshot-completed': {
    command: 'describe-snapshots',
    seconds: 15,
    attempts: 40,
    query: 'Snapshots[].State',
    wanted: 'completed',
    hopeless: ['error'],
  },
  'volume-available': {
    command: 'describe-volumes',
    seconds: 15,
    attempts: 40,
    query: 'Volumes[].State',
    wanted: 'available',
    hopeless: ['deleted'],
  },
  'volume-in-use': {
    command: 'describe-volumes',
    seconds: 15,
    attempts: 40,
    query: 'Volumes[].State',
    wanted: 'in-use',
    hopeless: ['deleted'],
  },
}
