import type {
  AttachNetworkInterfaceRequest,
  AttachNetworkInterfaceResult,
} from '@aws-sdk/client-ec2'
import { delays } from '@brume/ec2-model'
import { findInstanceType } from '../../../catalogue/instance-types.ts'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findRecord } from '../find.ts'
import { newId } from '../ids.ts'
import { decide } from '../instances/decide.ts'
import { findInstance } from '../instances/find-instances.ts'
import type { InstanceRecord } from '../instances/instance.ts'
import { refuseMembers } from '../unsupported.ts'
import { checkInterfaceFits } from './address-limit.ts'
import { networkInterfaces } from './network-interface.ts'
import { interfaceTimer } from './settle-network-interface.ts'

/**
 * Attaches an interface to an instance of its zone; the guest gets the device.
 * @limits As many as the type allows.
 */
export const AttachNetworkInterface = operation<
  AttachNetworkInterfaceRequest,
  AttachNetworkInterfaceResult
>('AttachNetworkInterface', (ctx, input) => {
  const eni = findRecord(
    ctx,
    networkInterfaces,
    'network-interface',
    input.NetworkInterfaceId ?? '',
  )
  const instance = findInstance(ctx.db, input.InstanceId)
  const deviceIndex = input.DeviceIndex ?? 0
  const networkCardIndex = input.NetworkCardIndex ?? 0
  refuseMembers('AttachNetworkInterface', input, ['EnaSrdSpecification', 'EnaQueueCount'])
  if (eni.status !== 'available') {
    throw new AwsError('InvalidNetworkInterface.InUse', `Interface: [${eni.id}] in use.`)
  }
  decide('attachInterface', instance)
  if (eni.availabilityZone !== instance.availabilityZone) {
    throw new AwsError(
      'InvalidParameterCombination',
      'You may not attach a network interface to an instance if they are not in the same availability zone',
    )
  }
  checkPlace(ctx, instance, deviceIndex, networkCardIndex)
  checkInterfaceFits(instance.instanceType, eni)
  const attachmentId = newId(ctx.chance, 'eni-attach')
  ctx.db.put(networkInterfaces, {
    ...eni,
    status: 'in-use',
    attachment: {
      attachmentId,
      instanceId: instance.id,
      instanceOwnerId: ctx.account,
      deviceIndex,
      networkCardIndex,
      status: 'attaching',
      attachTime: ctx.now,
      deleteOnTermination: false,
    },
  })
  ctx.timers.set({
    kind: interfaceTimer,
    id: eni.id,
    at: ctx.now + delays.interfaceAttachingMs,
    transition: true,
  })
  return { AttachmentId: attachmentId, NetworkCardIndex: networkCardIndex }
})

/** The device must be free, the card there, and the type not full. */
function checkPlace(
  ctx: Context,
  instance: InstanceRecord,
  deviceIndex: number,
  networkCardIndex: number,
): void {
  const info = findInstanceType(instance.instanceType)?.NetworkInfo
  const attached = ctx.db.by(networkInterfaces, 'instance', instance.id)
  const taken = attached.some(
    ({ attachment }) =>
      attachment?.deviceIndex === deviceIndex && attachment.networkCardIndex === networkCardIndex,
  )
  if (taken) {
    throw new AwsError(
      'InvalidParameterValue',
      `Instance '${instance.id}' already has an interface attached at device index '${deviceIndex}'.`,
    )
  }
  if (deviceIndex < 0) {
    throw new AwsError(
      'InvalidParameterValue',
      `Value (${deviceIndex}) for parameter deviceIndex is invalid. It must not be negative.`,
    )
  }
  if (networkCardIndex < 0 || networkCardIndex >= (info?.MaximumNetworkCards ?? 1)) {
    throw new AwsError(
      'InvalidParameterValue',
      `Value (${networkCardIndex}) for parameter networkCardIndex is invalid. The instance type '${instance.instanceType}' has no such network card.`,
    )
  }
  const count = attached.length + 1
  if (count > (info?.MaximumNetworkInterfaces ?? count)) {
    throw new AwsError(
      'AttachmentLimitExceeded',
      `Interface count ${count} exceeds the limit for ${instance.instanceType}`,
    )
  }
}
