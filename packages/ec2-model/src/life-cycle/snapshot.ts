import { refuse, type RefusalText, type Verdict } from './table.ts'

export type SnapshotState = 'pending' | 'completed' | 'error' | 'deleted'
export const snapshotSettlesTo = { pending: 'completed' } as const

export const snapshotRefusals = {
  invalidState: { code: 'IncorrectState', message: 'Snapshot is in invalid state - {state}' },
  notCompleted: {
    code: 'IncorrectState',
    message: "Snapshot {id} is not in the 'completed' state",
  },
  usedByImage: {
    code: 'InvalidSnapshot.InUse',
    message: 'The snapshot {id} is currently in use by {image}',
  },
  locked: {
    code: 'OperationNotPermitted',
    message:
      'The snapshot {id} is locked and cannot be deleted until its lock is removed or expires.',
  },
  archived: {
    code: 'IncorrectState',
    message: 'Snapshot {id} is archived. Restore it to the standard tier and try again.',
  },
  gone: { code: 'InvalidSnapshot.NotFound', message: "The snapshot '{id}' does not exist." },
} as const satisfies Record<string, RefusalText>
export type SnapshotReason = keyof typeof snapshotRefusals

type Row = Readonly<Record<SnapshotState, SnapshotState | { no: SnapshotReason }>>
const no = (reason: SnapshotReason) => ({ no: reason })

export const snapshotLifeCycle = {
  createVolume: {
    pending: no('invalidState'),
    completed: 'completed',
    error: no('invalidState'),
    deleted: no('gone'),
  },
  registerImage: {
    pending: no('invalidState'),
    completed: 'completed',
    error: no('invalidState'),
    deleted: no('gone'),
  },
  copy: {
    pending: no('notCompleted'),
    completed: 'completed',
    error: no('notCompleted'),
    deleted: no('gone'),
  },
  share: {
    pending: 'pending',
    completed: 'completed',
    error: no('invalidState'),
    deleted: no('gone'),
  },
  delete: { pending: 'deleted', completed: 'deleted', error: 'deleted', deleted: no('gone') },
} as const satisfies Record<string, Row>
export type SnapshotAction = keyof typeof snapshotLifeCycle

export interface SnapshotFacts {
  readonly id: string
  readonly state: SnapshotState
  /** A registered image whose block devices name it. */
  readonly usedByImageId?: string
  readonly locked?: boolean
  readonly archived?: boolean
}

export function decideSnapshot(
  action: SnapshotAction,
  facts: SnapshotFacts,
): Verdict<SnapshotState, SnapshotReason> {
  const cells: Row = snapshotLifeCycle[action]
  const cell = cells[facts.state]
  if (typeof cell !== 'string') {
    return refuse<SnapshotReason>(snapshotRefusals, cell.no, { id: facts.id, state: facts.state })
  }
  if (action === 'delete' && facts.locked) {
    return refuse<SnapshotReason>(snapshotRefusals, 'locked', { id: facts.id })
  }
  if (facts.archived && action !== 'delete' && action !== 'share') {
    return refuse<SnapshotReason>(snapshotRefusals, 'archived', { id: facts.id })
  }
  if (action === 'delete' && facts.usedByImageId !== undefined) {
    return refuse<SnapshotReason>(snapshotRefusals, 'usedByImage', {
      id: facts.id,
      image: facts.usedByImageId,
    })
  }
  return { allowed: true, next: cell }
}
