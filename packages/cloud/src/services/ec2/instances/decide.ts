import { decideInstance, type InstanceAction, type InstanceState } from '@brume/ec2-model'
import { AwsError } from '../../../errors.ts'
import type { InstanceRecord } from './instance.ts'

/** The state that an action leads to; throws the life-cycle table's refusal. */
export function decide(action: InstanceAction, instance: InstanceRecord): InstanceState {
  const verdict = decideInstance(action, {
    id: instance.id,
    state: instance.state,
    rootDeviceType: instance.rootDeviceType,
    hibernationConfigured: instance.hibernationConfigured,
    terminationProtected: instance.disableApiTermination,
    stopProtected: instance.disableApiStop,
    oneTimeSpot: instance.spot?.type === 'one-time',
    everRan: instance.everRan,
  })
  if (verdict.allowed) return verdict.next
  throw new AwsError(verdict.code, verdict.message)
}
