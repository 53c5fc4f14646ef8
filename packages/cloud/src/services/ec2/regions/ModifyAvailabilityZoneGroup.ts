import type {
  ModifyAvailabilityZoneGroupRequest,
  ModifyAvailabilityZoneGroupResult,
} from '@aws-sdk/client-ec2'
import { edgeZonesOf } from '../../../catalogue/edge-zones.ts'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { zoneGroups } from './zone-group.ts'

/**
 * Opts into a group of Local Zones or Wavelength Zones, or out of it: they are listed with the Region's zones.
 * @differs Nothing can be made in them. On AWS it takes Support to opt out.
 */
export const ModifyAvailabilityZoneGroup = operation<
  ModifyAvailabilityZoneGroupRequest,
  ModifyAvailabilityZoneGroupResult
>('ModifyAvailabilityZoneGroup', (ctx, { GroupName = '', OptInStatus }) => {
  // No proof of AWS's words was found.
  if (!edgeZonesOf(ctx.region).some(({ group }) => group === GroupName)) {
    throw new AwsError(
      'InvalidParameterValue',
      `Value (${GroupName}) for parameter groupName is invalid. It is not a zone group that can be opted into in ${ctx.region}.`,
    )
  }
  if (OptInStatus !== 'opted-in' && OptInStatus !== 'not-opted-in') {
    throw new AwsError(
      'InvalidParameterValue',
      `Value (${String(OptInStatus)}) for parameter optInStatus is invalid. Valid values are opted-in and not-opted-in.`,
    )
  }
  if (OptInStatus === 'opted-in') ctx.db.put(zoneGroups, { id: GroupName, since: ctx.now })
  else if (ctx.db.get(zoneGroups, GroupName)) ctx.db.delete(zoneGroups, GroupName)
  return { Return: true }
})
