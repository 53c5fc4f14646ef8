import type { Journey } from './journey.ts'
import type { NetworkInterface, Outage } from './view.ts'

/** Whether what stands behind an interface is there to take anything. */
export function isUp(journey: Journey, eni: NetworkInterface): boolean {
  const { walk } = journey
  const { id, instance, outage, vpcEndpointId, balancerId } = eni
  if (outage) return blockOutage(journey, outage, 'network-interface', id)
  if (vpcEndpointId !== undefined || balancerId !== undefined) return true
  if (!instance) return walk.block('network-interface', id, 'not-attached', {})
  const { state } = instance
  if (state === 'running' || state === 'pending') {
    return walk.pass('instance', instance.id, 'running', { state })
  }
  const fix =
    state === 'stopped' ? ({ kind: 'start-instance', instanceId: instance.id } as const) : undefined
  return walk.block('instance', instance.id, 'not-running', { state }, fix)
}

/** Nothing passes what a fault has taken away. */
export function blockOutage(
  { walk }: Journey,
  outage: Outage,
  kind: 'network-interface' | 'nat-gateway',
  id: string,
): false {
  if (outage.of === 'zone') return walk.block(kind, id, 'zone-unavailable', { zone: outage.zone })
  return walk.block('instance', outage.instanceId, `${outage.of}-impaired`, {})
}
