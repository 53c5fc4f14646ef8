import type {
  ModifyNetworkInterfaceAttributeCommandInput,
  ModifyNetworkInterfaceAttributeCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { findRecord } from '../find.ts'
import { resolveGroups } from '../instances/launch/launch-groups.ts'
import { subnets } from '../subnets/subnet.ts'
import { networkInterfaces, type NetworkInterfaceRecord } from './network-interface.ts'

type Input = ModifyNetworkInterfaceAttributeCommandInput

export const ModifyNetworkInterfaceAttribute = operation<
  Input,
  Omit<ModifyNetworkInterfaceAttributeCommandOutput, '$metadata'>
>('ModifyNetworkInterfaceAttribute', (ctx, input) => {
  const id = input.NetworkInterfaceId ?? ''
  const eni = findRecord(ctx, networkInterfaces, 'network-interface', id)
  refuseUnsupported(input)
  const changes = listChanges(ctx, eni, input)
  const [change] = changes
  if (!change) throw new AwsError('InvalidParameterCombination', 'No attributes specified.')
  if (changes.length > 1) {
    throw new AwsError(
      'InvalidParameterCombination',
      'Fields for multiple attribute types specified',
    )
  }
  ctx.db.put(networkInterfaces, { ...eni, ...change })
  return {}
})

/** AWS changes one attribute a call. */
function listChanges(
  ctx: Context,
  eni: NetworkInterfaceRecord,
  { Description, SourceDestCheck, Groups, Attachment }: Input,
): readonly Partial<NetworkInterfaceRecord>[] {
  return [
    ...(Description?.Value === undefined ? [] : [{ description: Description.Value }]),
    ...(SourceDestCheck?.Value === undefined ? [] : [{ sourceDestCheck: SourceDestCheck.Value }]),
    ...(Groups === undefined ? [] : [{ groupIds: readGroups(ctx, eni, Groups) }]),
    ...(Attachment === undefined ? [] : [{ attachment: readAttachment(eni, Attachment) }]),
  ]
}

function readGroups(
  ctx: Context,
  eni: NetworkInterfaceRecord,
  ids: readonly string[],
): readonly string[] {
  const subnet = findRecord(ctx, subnets, 'subnet', eni.subnetId)
  return resolveGroups(ctx, subnet, { ids, subnetNamed: true })
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

function refuseUnsupported(input: Input): void {
  const unsupported = [
    'EnaSrdSpecification',
    'EnablePrimaryIpv6',
    'ConnectionTrackingSpecification',
    'AssociatePublicIpAddress',
    'AssociatedSubnetIds',
  ] as const
  const name = unsupported.find((member) => input[member] !== undefined)
  if (!name) return
  throw new AwsError(
    'UnsupportedOperation',
    `The member ${name} of ModifyNetworkInterfaceAttribute is not supported by the embedded cloud.`,
  )
}
