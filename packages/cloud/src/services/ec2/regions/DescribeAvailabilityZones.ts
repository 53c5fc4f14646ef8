import type {
  AvailabilityZone,
  DescribeAvailabilityZonesRequest,
  DescribeAvailabilityZonesResult,
} from '@aws-sdk/client-ec2'
import { edgeZonesOf } from '../../../catalogue/edge-zones.ts'
import { findRegion, zonesOf } from '../../../catalogue/regions.ts'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findZoneOutage } from '../../faults/fault.ts'
import { compileFilters } from '../filters.ts'
import { hasOptedIn } from './zone-group.ts'

/**
 * The Region's Availability Zones, and the Local Zones and Wavelength Zones that the account has opted into, or all.
 * @differs Nothing can be made in Local Zones and Wavelength Zones; their parent zones are not told.
 */
export const DescribeAvailabilityZones = operation<
  DescribeAvailabilityZonesRequest,
  DescribeAvailabilityZonesResult
>('DescribeAvailabilityZones', (ctx, input) => {
  const own = zonesOf(ctx.region).map(({ name, id }): AvailabilityZone => {
    const isAway = findZoneOutage(ctx.db, name) !== undefined
    return {
      ZoneName: name,
      ZoneId: id,
      RegionName: ctx.region,
      State: isAway ? 'unavailable' : 'available',
      OptInStatus: 'opt-in-not-required',
      GroupName: `${ctx.region}-zg-1`,
      GroupLongName: `${findRegion(ctx.region)?.longName ?? ctx.region} 1`,
      NetworkBorderGroup: ctx.region,
      ZoneType: 'availability-zone',
      Messages: isAway ? [{ Message: `${name} is not available.` }] : [],
    }
  })
  const edge = edgeZonesOf(ctx.region).map((zone): AvailabilityZone => ({
    ZoneName: zone.name,
    ZoneId: zone.id,
    RegionName: ctx.region,
    State: 'available',
    OptInStatus: hasOptedIn(ctx, zone) ? 'opted-in' : 'not-opted-in',
    GroupName: zone.group,
    GroupLongName: zone.groupLongName,
    NetworkBorderGroup: zone.borderGroup,
    ZoneType: zone.type,
    Messages: [],
  }))
  const shown = edge.filter(
    ({ OptInStatus }) => input.AllAvailabilityZones || OptInStatus === 'opted-in',
  )
  const zones = [...own, ...shown]
  const chosen = choose(choose(zones, input.ZoneNames, 'ZoneName'), input.ZoneIds, 'ZoneId')
  const none = () => undefined
  const matches = compileFilters<AvailabilityZone>('DescribeAvailabilityZones', input.Filters, {
    fields: {
      'group-long-name': (zone) => zone.GroupLongName,
      'group-name': (zone) => zone.GroupName,
      message: none,
      'opt-in-status': (zone) => zone.OptInStatus,
      'parent-zone-id': none,
      'parent-zone-name': none,
      'region-name': (zone) => zone.RegionName,
      state: (zone) => zone.State,
      'zone-id': (zone) => zone.ZoneId,
      'zone-name': (zone) => zone.ZoneName,
      'zone-type': (zone) => zone.ZoneType,
    },
  })
  return { AvailabilityZones: chosen.filter(matches) }
})

function choose(
  zones: readonly AvailabilityZone[],
  wanted: readonly string[] | undefined,
  by: 'ZoneName' | 'ZoneId',
): readonly AvailabilityZone[] {
  if (!wanted || wanted.length === 0) return zones
  const unknown = wanted.find((name) => !zones.some((zone) => zone[by] === name))
  if (unknown !== undefined) {
    const what = by === 'ZoneName' ? 'availability zone' : 'availability zone-id'
    throw new AwsError('InvalidParameterValue', `Invalid ${what}: [${unknown}]`)
  }
  return zones.filter((zone) => wanted.includes(zone[by] ?? ''))
}
