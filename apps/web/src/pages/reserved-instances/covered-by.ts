import type { FeedItem } from '@brume/console-api'
import { isSizeFlexible, normalizationFactor, parseInstanceType } from '@brume/ec2-model'

type Reserved = FeedItem<'reserved-instances'>
type Instance = FeedItem<'instances'>

/**
 * How much of a reservation what runs now could use, in normalized units where other sizes count, else in instances. Of this one
 * alone: what others cover first is said by the bill.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/apply_ri.html
 */
export function coveredBy(
  reserved: Reserved,
  instances: readonly Partial<Instance>[],
): { readonly used: number; readonly units: number } {
  const { InstanceType: type = '', InstanceCount: count = 0 } = reserved
  const flexible = isSizeFlexible({
    instanceType: type,
    product: reserved.ProductDescription ?? '',
    tenancy: reserved.InstanceTenancy ?? 'default',
    scope: reserved.Scope ?? '',
  })
  const sizeOf = (one: string) => (flexible ? (normalizationFactor(one) ?? 0) : 1)
  const units = count * sizeOf(type)
  const wanted = instances
    .filter((instance) => fits(reserved, instance, flexible))
    .reduce((sum, { InstanceType: one = '' }) => sum + sizeOf(one), 0)
  return { used: Math.min(units, wanted), units }
}

function fits(reserved: Reserved, instance: Partial<Instance>, flexible: boolean): boolean {
  const { InstanceType: type = '', Placement: place } = instance
  const windows = reserved.ProductDescription?.startsWith('Windows') ?? false
  const family = (name: string | undefined) => parseInstanceType(name ?? '')?.family
  return (
    instance.State?.Name === 'running' &&
    instance.InstanceLifecycle === undefined &&
    // EC2 says `windows`, the SDK's type `Windows`.
    (instance.Platform?.toLowerCase() === 'windows') === windows &&
    (place?.Tenancy ?? 'default') === (reserved.InstanceTenancy ?? 'default') &&
    (reserved.AvailabilityZone === undefined ||
      reserved.AvailabilityZone === place?.AvailabilityZone) &&
    (flexible ? family(type) === family(reserved.InstanceType) : type === reserved.InstanceType)
  )
}
