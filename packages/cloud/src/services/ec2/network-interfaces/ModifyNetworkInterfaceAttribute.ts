import type {
  ModifyNetworkInterfaceAttributeCommandInput,
  ModifyNetworkInterfaceAttributeCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { findRecord } from '../find.ts'
import { instances } from '../instances/instance.ts'
import { giveAutoAddress, releaseAutoAddresses } from '../instances/public-address.ts'
import { subnets } from '../subnets/subnet.ts'
import { refuseMembers } from '../unsupported.ts'
import { checkManaged } from './check-managed.ts'
import { readInterfaceGroups } from './interface-groups.ts'
import { makeIpv6Primary } from './ipv6-addresses.ts'
import { networkInterfaces, type NetworkInterfaceRecord } from './network-interface.ts'

type Input = ModifyNetworkInterfaceAttributeCommandInput

/**
 * Changes one attribute: description, groups, source/destination check, deletion, public address.
 */
export const ModifyNetworkInterfaceAttribute = operation<
  Input,
  Omit<ModifyNetworkInterfaceAttributeCommandOutput, '$metadata'>
>('ModifyNetworkInterfaceAttribute', (ctx, input) => {
  const id = input.NetworkInterfaceId ?? ''
  const eni = findRecord(ctx, networkInterfaces, 'network-interface', id)
  refuseMembers('ModifyNetworkInterfaceAttribute', input, [
    'EnaSrdSpecification',
    'ConnectionTrackingSpecification',
    'AssociatedSubnetIds',
  ])
  checkManaged(eni)
  const changes = listChanges(ctx, eni, input)
  const [change] = changes
  if (!change) throw new AwsError('InvalidParameterCombination', 'No attributes specified.')
  if (changes.length > 1) {
    throw new AwsError(
      'InvalidParameterCombination',
      'Fields for multiple attribute types specified',
    )
  }
  change()
  return {}
})

/** AWS changes one attribute a call. */
function listChanges(
  ctx: Context,
  eni: NetworkInterfaceRecord,
  input: Input,
): readonly (() => void)[] {
  const { Description, SourceDestCheck, Groups, Attachment, AssociatePublicIpAddress } = input
  const { EnablePrimaryIpv6 } = input
  const put = (changed: Partial<NetworkInterfaceRecord>): void =>
    ctx.db.put(networkInterfaces, { ...eni, ...changed })
  const changes: (() => void)[] = []
  const on = <T>(value: T | undefined, change: (value: T) => void): void => {
    if (value !== undefined) changes.push(() => change(value))
  }
  on(Description?.Value, (description) => put({ description }))
  on(SourceDestCheck?.Value, (sourceDestCheck) => put({ sourceDestCheck }))
  on(Groups, (ids) => put({ groupIds: readGroups(ctx, eni, ids) }))
  on(Attachment, (asked) => put({ attachment: readAttachment(eni, asked) }))
  on(AssociatePublicIpAddress, (wanted) => changePublicAddress(ctx, eni, wanted))
  on(EnablePrimaryIpv6, (wanted) => changePrimaryIpv6(ctx, eni, wanted))
  return changes
}

/** AWS lets nobody take it back. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyNetworkInterfaceAttribute.html */
function changePrimaryIpv6(ctx: Context, eni: NetworkInterfaceRecord, wanted: boolean): void {
  if (wanted) makeIpv6Primary(ctx, findRecord(ctx, subnets, 'subnet', eni.subnetId), eni)
  else if (eni.hasPrimaryIpv6) {
    throw new AwsError(
      'InvalidParameterValue',
      `The primary IPv6 address of interface ${eni.id} cannot be disabled.`,
    )
  }
}

/** Takes effect on an instance's primary interface alone, at once and at every later start. */
function changePublicAddress(ctx: Context, eni: NetworkInterfaceRecord, wanted: boolean): void {
  const { attachment } = eni
  const instance = attachment && ctx.db.get(instances, attachment.instanceId)
  if (!instance || attachment.deviceIndex !== 0) return
  ctx.db.put(instances, { ...instance, autoPublicIp: wanted })
  if (!wanted) releaseAutoAddresses(ctx, instance.id)
  else if (instance.state === 'running' || instance.state === 'pending') {
    giveAutoAddress(ctx, instance.id)
  }
}

function readGroups(
  ctx: Context,
  eni: NetworkInterfaceRecord,
  ids: readonly string[],
): readonly string[] {
  const subnet = findRecord(ctx, subnets, 'subnet', eni.subnetId)
  return readInterfaceGroups(ctx, subnet, ids)
}

function readAttachment(
  { id, attachment }: NetworkInterfaceRecord,
  asked: NonNullable<Input['Attachment']>,
): NetworkInterfaceRecord['attachment'] {
  if (!attachment || attachment.attachmentId !== asked.AttachmentId) {
    throw new AwsError(
      'InvalidAttachmentID.NotFound',
      `Interface: ${id} has no attachment with ID '${asked.AttachmentId ?? ''}'`,
    )
  }
  const deleteOnTermination = asked.DeleteOnTermination ?? attachment.deleteOnTermination
  return { ...attachment, deleteOnTermination }
}
