import type { Journey } from './journey.ts'
import type { Subnet } from './view.ts'

/** Whether VPC Block Public Access lets a subnet through an internet gateway; `outward`: by a way that lets nobody in. */
export function passBlockPublicAccess(
  { view, walk }: Journey,
  subnet: Subnet,
  gatewayId: string,
  outward: boolean,
): boolean {
  const access = view.internetAccess?.(subnet) ?? 'open'
  if (access === 'open' || (outward && access === 'egress')) return true
  return walk.block('internet-gateway', gatewayId, 'block-public-access', { subnet: subnet.id })
}
