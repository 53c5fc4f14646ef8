import { useOperation } from '../../api/index.ts'

export const lockStates = ['governance', 'compliance', 'compliance-cooloff', 'expired'] as const

interface Lock {
  readonly state: (typeof lockStates)[number] | undefined
  readonly until: string | undefined
}

/** The lock of one of the account's snapshots, as last heard. */
export function useLock(id: string): Lock {
  const { data } = useOperation('ec2', 'DescribeLockedSnapshots', { SnapshotIds: [id] })
  const lock = data?.Snapshots?.[0]
  return {
    state: lockStates.find((state) => state === lock?.LockState),
    until: lock?.LockExpiresOn,
  }
}
