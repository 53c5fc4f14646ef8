import { refuse, type RefusalText, type Verdict } from './table.ts'

export type VolumeState = 'creating' | 'available' | 'in-use' | 'deleting' | 'deleted' | 'error'
/** `deleted` is never listed: the record goes. */
export const volumeSettlesTo = { creating: 'available', deleting: 'deleted' } as const

export const volumeRefusals = {
  attached: { code: 'VolumeInUse', message: '{id} is already attached to an instance' },
  stillAttached: {
    code: 'VolumeInUse',
    message: 'Volume {id} is currently attached to {instance}',
  },
  notAvailable: { code: 'IncorrectState', message: "{id} is not 'available'." },
  notAttached: { code: 'IncorrectState', message: "Volume '{id}' is in the '{state}' state." },
  notReady: {
    code: 'IncorrectState',
    message: "Volume '{id}' is in the '{state}' state and is not 'available' or 'in-use'.",
  },
  modifying: {
    code: 'IncorrectModificationState',
    message: 'Cannot modify volume in modification state {modification}',
  },
  modifiedRecently: {
    code: 'VolumeModificationRateExceeded',
    message:
      "You've reached the maximum modification rate per volume limit. A volume can be modified up to 4 times in 24 hours; the next modification of {id} can start at {time}.",
  },
  gone: { code: 'InvalidVolume.NotFound', message: "The volume '{id}' does not exist." },
} as const satisfies Record<string, RefusalText>
export type VolumeReason = keyof typeof volumeRefusals

type Row = Readonly<Record<VolumeState, VolumeState | { no: VolumeReason }>>
const no = (reason: VolumeReason) => ({ no: reason })
const gone = { deleting: no('gone'), deleted: no('gone') } as const

/** https://docs.aws.amazon.com/ebs/latest/userguide/ebs-describing-volumes.html#volume-state */
export const volumeLifeCycle = {
  attach: {
    creating: no('notAvailable'),
    available: 'in-use',
    'in-use': no('attached'),
    error: no('notAvailable'),
    ...gone,
  },
  detach: {
    creating: no('notAttached'),
    available: no('notAttached'),
    'in-use': 'available',
    error: no('notAttached'),
    ...gone,
  },
  delete: {
    creating: no('notReady'),
    available: 'deleting',
    'in-use': no('stillAttached'),
    error: 'deleting',
    ...gone,
  },
  snapshot: {
    creating: no('notReady'),
    available: 'available',
    'in-use': 'in-use',
    error: no('notReady'),
    ...gone,
  },
  modify: {
    creating: no('notReady'),
    available: 'available',
    'in-use': 'in-use',
    error: no('notReady'),
    ...gone,
  },
} as const satisfies Record<string, Row>
export type VolumeAction = keyof typeof volumeLifeCycle

export interface VolumeFacts {
  readonly id: string
  readonly state: VolumeState
  /** Of the attachment, while in use. */
  readonly instanceId?: string
  readonly modification?: 'modifying' | 'optimizing' | 'completed' | 'failed'
  /** When its last modifications started, oldest first, ms since the epoch; with `now`. */
  readonly modifiedAt?: readonly number[]
  readonly now?: number
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyVolume.html: four in a rolling day. */
export const modificationLimit = { count: 4, withinMs: 24 * 3_600_000 } as const

export function decideVolume(
  action: VolumeAction,
  facts: VolumeFacts,
): Verdict<VolumeState, VolumeReason> {
  const cells: Row = volumeLifeCycle[action]
  const cell = cells[facts.state]
  const reason = typeof cell === 'string' ? guard(action, facts) : cell.no
  if (reason === undefined) {
    return { allowed: true, next: typeof cell === 'string' ? cell : facts.state }
  }
  return refuse<VolumeReason>(volumeRefusals, reason, {
    id: facts.id,
    state: facts.state,
    instance: facts.instanceId ?? 'an instance',
    modification: (facts.modification ?? '').toUpperCase(),
    time: nextModification(facts)?.toISOString() ?? '',
  })
}

function guard(action: VolumeAction, facts: VolumeFacts): VolumeReason | undefined {
  if (action !== 'modify') return undefined
  if (facts.modification === 'modifying' || facts.modification === 'optimizing') return 'modifying'
  return nextModification(facts) ? 'modifiedRecently' : undefined
}

/** When a volume that has been modified too often can be modified again; undefined: now. */
function nextModification({ modifiedAt = [], now = 0 }: VolumeFacts): Date | undefined {
  const { count, withinMs } = modificationLimit
  const first = modifiedAt.filter((start) => now - start < withinMs).at(-count)
  return first === undefined ? undefined : new Date(first + withinMs)
}
