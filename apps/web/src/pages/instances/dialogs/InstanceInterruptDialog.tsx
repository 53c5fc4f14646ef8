import { InterruptDialog } from '../../../resources/spot/InterruptDialog.tsx'
import { idOf, labelOf } from '../instance.ts'
import type { DialogProps } from './dialog-props.ts'

/** The drill of a Spot Instance, from the list of instances. */
export function InstanceInterruptDialog({ instances: [instance], onClose }: DialogProps) {
  return <InterruptDialog instanceId={idOf(instance)} label={labelOf(instance)} onClose={onClose} />
}
