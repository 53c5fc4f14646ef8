import type { InstanceRow } from '../instance.ts'

/** What every dialog about instances gets. */
export interface DialogProps {
  /** At least one. */
  readonly instances: readonly [InstanceRow, ...InstanceRow[]]
  readonly onClose: () => void
}
