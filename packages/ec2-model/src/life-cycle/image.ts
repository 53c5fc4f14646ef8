import { refuse, type RefusalText, type Verdict } from './table.ts'

export type ImageState = 'pending' | 'available' | 'failed' | 'disabled' | 'deregistered'
export const imageSettlesTo = { pending: 'available' } as const

export const imageRefusals = {
  unavailable: {
    code: 'InvalidAMIID.Unavailable',
    message: "The image ID '[{id}]' is not available",
  },
  notFound: {
    code: 'InvalidAMIID.NotFound',
    message: "The image id '[{id}]' does not exist",
  },
  deregistered: {
    code: 'InvalidAMIID.Unavailable',
    message: "The image ID '[{id}]' is no longer available",
  },
  notCopyable: { code: 'InvalidRequest', message: 'Image {id} is not in the available state.' },
  notShareable: {
    code: 'InvalidAMIID.Unavailable',
    message: "The image ID '[{id}]' is not available",
  },
  notDisabled: { code: 'InvalidRequest', message: 'Image {id} is not in the disabled state.' },
  deregistrationProtected: {
    code: 'OperationNotPermitted',
    message:
      'You cannot deregister {id} because deregistration protection is enabled. Disable it and try again.',
  },
} as const satisfies Record<string, RefusalText>
export type ImageReason = keyof typeof imageRefusals

type Row = Readonly<Record<ImageState, ImageState | { no: ImageReason }>>
const no = (reason: ImageReason) => ({ no: reason })

export const imageLifeCycle = {
  launch: {
    pending: no('unavailable'),
    available: 'available',
    failed: no('unavailable'),
    disabled: no('unavailable'),
    deregistered: no('notFound'),
  },
  copy: {
    pending: no('notCopyable'),
    available: 'available',
    failed: no('notCopyable'),
    disabled: no('notCopyable'),
    deregistered: no('notFound'),
  },
  modify: {
    pending: 'pending',
    available: 'available',
    failed: no('notShareable'),
    disabled: no('notShareable'),
    deregistered: no('notFound'),
  },
  deregister: {
    pending: 'deregistered',
    available: 'deregistered',
    failed: 'deregistered',
    disabled: 'deregistered',
    deregistered: no('deregistered'),
  },
  disable: {
    pending: no('notCopyable'),
    available: 'disabled',
    failed: no('notCopyable'),
    disabled: no('notCopyable'),
    deregistered: no('notFound'),
  },
  enable: {
    pending: no('notDisabled'),
    available: no('notDisabled'),
    failed: no('notDisabled'),
    disabled: 'available',
    deregistered: no('notFound'),
  },
} as const satisfies Record<string, Row>
export type ImageAction = keyof typeof imageLifeCycle

export interface ImageFacts {
  readonly id: string
  readonly state: ImageState
  readonly deregistrationProtected?: boolean
}

export function decideImage(
  action: ImageAction,
  facts: ImageFacts,
): Verdict<ImageState, ImageReason> {
  const cells: Row = imageLifeCycle[action]
  const cell = cells[facts.state]
  if (typeof cell !== 'string') {
    return refuse<ImageReason>(imageRefusals, cell.no, { id: facts.id, state: facts.state })
  }
  if (action === 'deregister' && facts.deregistrationProtected) {
    return refuse<ImageReason>(imageRefusals, 'deregistrationProtected', { id: facts.id })
  }
  return { allowed: true, next: cell }
}
