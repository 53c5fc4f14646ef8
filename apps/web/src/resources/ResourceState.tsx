import StatusIndicator, {
  type StatusIndicatorProps,
} from '@cloudscape-design/components/status-indicator'
import { useT, type PlainKey } from '../i18n/index.ts'

const texts: Readonly<Record<string, PlainKey>> = {
  pending: 'resourceState.pending',
  available: 'resourceState.available',
  'in-use': 'resourceState.inUse',
  creating: 'resourceState.creating',
  deleting: 'resourceState.deleting',
  deleted: 'resourceState.deleted',
  completed: 'resourceState.completed',
  error: 'resourceState.error',
  failed: 'resourceState.failed',
  disabled: 'resourceState.disabled',
  deregistered: 'resourceState.deregistered',
  recoverable: 'resourceState.recoverable',
  recovering: 'resourceState.recovering',
  attached: 'resourceState.attached',
  attaching: 'resourceState.attaching',
  detached: 'resourceState.detached',
  detaching: 'resourceState.detaching',
  active: 'resourceState.active',
  'payment-pending': 'resourceState.paymentPending',
  'payment-failed': 'resourceState.paymentFailed',
  retired: 'resourceState.retired',
  queued: 'resourceState.queued',
  'queued-deleted': 'resourceState.queuedDeleted',
  'pending-return': 'resourceState.pendingReturn',
  returned: 'resourceState.returned',
  open: 'resourceState.open',
  closed: 'resourceState.closed',
  released: 'resourceState.released',
  scheduled: 'resourceState.scheduled',
  expired: 'resourceState.expired',
  cancelled: 'resourceState.cancelled',
  'initiating-request': 'resourceState.initiating',
  'pending-acceptance': 'resourceState.pendingAcceptance',
  provisioning: 'resourceState.provisioning',
  rejected: 'resourceState.rejected',
  'create-complete': 'resourceState.createComplete',
  'modify-complete': 'resourceState.modifyComplete',
  'restore-complete': 'resourceState.restoreComplete',
  'create-in-progress': 'resourceState.inProgress',
  'modify-in-progress': 'resourceState.inProgress',
  'restore-in-progress': 'resourceState.inProgress',
  'delete-in-progress': 'resourceState.inProgress',
}

/** The state of a volume, snapshot or image in the reader's language; one that is not known here as AWS spells it. */
export function ResourceState(props: {
  readonly type: StatusIndicatorProps.Type
  readonly state: string | undefined
}) {
  const { type, state = '-' } = props
  const t = useT()
  const key = texts[state]
  return <StatusIndicator type={type}>{key === undefined ? state : t(key)}</StatusIndicator>
}
