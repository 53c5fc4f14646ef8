import { findRegion } from '../../../catalogue/regions.ts'
import type { Context } from '../../../engine/context.ts'
import { subnets, type SubnetRecord } from '../../ec2/subnets/subnet.ts'
import { validationError } from '../errors.ts'
import type { GroupRecord } from './group.ts'

interface PlaceInput {
  readonly VPCZoneIdentifier?: string | undefined
  readonly AvailabilityZones?: readonly string[] | undefined
  readonly AvailabilityZoneIds?: readonly string[] | undefined
}

/** Where a group is to launch: subnets, and the zones that they are in, or zones alone. Undefined where nothing is said. */
export function readPlaces(
  ctx: Context,
  input: PlaceInput,
): Pick<GroupRecord, 'subnetIds' | 'zones'> | undefined {
  const ids = (input.VPCZoneIdentifier ?? '').split(',').flatMap((id) => id.trim() || [])
  const asked = readZones(ctx, input)
  if (ids.length === 0 && asked.length === 0) return undefined
  const found = [...new Set(ids)].map((id) => findSubnet(ctx, id))
  if (found.length === 0) {
    for (const zone of asked) {
      if (!ctx.db.by(subnets, 'zone', zone).some(({ defaultForAz }) => defaultForAz)) {
        throw validationError(
          `No default subnet for availability zone: '${zone}'. Use VPCZoneIdentifier to name subnets.`,
        )
      }
    }
    return { subnetIds: [], zones: asked }
  }
  if (new Set(found.map(({ vpcId }) => vpcId)).size > 1) {
    throw validationError('All subnets must belong to the same VPC.')
  }
  const zones = [...new Set(found.map(({ availabilityZone }) => availabilityZone))]
  const same = asked.length === 0 || new Set([...asked, ...zones]).size === zones.length
  if (!same || (asked.length > 0 && asked.length < zones.length)) {
    throw validationError(
      'The availability zones of the specified subnets and the Auto Scaling group do not match',
    )
  }
  return { subnetIds: found.map(({ id }) => id), zones: asked.length > 0 ? asked : zones }
}

function findSubnet(ctx: Context, id: string): SubnetRecord {
  const subnet = ctx.db.get(subnets, id)
  if (!subnet) throw validationError(`The subnet ID '${id}' does not exist`)
  return subnet
}

function readZones(ctx: Context, input: PlaceInput): readonly string[] {
  const known = findRegion(ctx.region)?.zones ?? []
  const byId = (input.AvailabilityZoneIds ?? []).map((id) => {
    const zone = known.find((each) => each.id === id)
    if (!zone) throw validationError(`Invalid availability zone id: [${id}]`)
    return zone.name
  })
  for (const name of input.AvailabilityZones ?? []) {
    if (!known.some((each) => each.name === name)) {
      throw validationError(`Invalid availability zone: [${name}]`)
    }
  }
  return [...new Set([...(input.AvailabilityZones ?? []), ...byId])]
}
