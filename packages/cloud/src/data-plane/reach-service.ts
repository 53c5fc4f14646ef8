import type { GuestTarget } from '../host.ts'
import { UnknownEnd, type Fabric, type Origin } from './fabric/fabric.ts'

/** Whether what runs in an instance finds and reaches a service of AWS: `ssm`. */
export function reachesService(fabric: Fabric, target: GuestTarget, service: string): boolean {
  const from: Origin = { kind: 'guest', target }
  try {
    const found = fabric.resolve(from, `${service}.${target.region}.amazonaws.com`)
    if ('unreachable' in found) return false
    return found.some((address) => fabric.decide(from, address, 'tcp', 443).verdict === 'allowed')
  } catch (error) {
    if (error instanceof UnknownEnd) return false
    throw error
  }
}
