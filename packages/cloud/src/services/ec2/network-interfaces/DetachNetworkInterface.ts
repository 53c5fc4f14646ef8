import type { DetachNetworkInterfaceRequest } from '@aws-sdk/client-ec2'
import { delays } from '@brume/ec2-model'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { networkInterfaces } from './network-interface.ts'
import { interfaceTimer } from './settle-network-interface.ts'

/**
 * Detaches an interface.
 * @limits Not the primary one, nor one that a service owns.
 */
export const DetachNetworkInterface = operation<DetachNetworkInterfaceRequest, object>(
  'DetachNetworkInterface',
  (ctx, input) => {
    const id = input.AttachmentId ?? ''
    const [eni] = ctx.db.by(networkInterfaces, 'attachment', id)
    const attachment = eni?.attachment
    if (!eni || !attachment) {
      throw new AwsError(
        'InvalidAttachmentID.NotFound',
        `The interface attachment '${id}' does not exist.`,
      )
    }
    if (eni.requesterManaged) {
      throw new AwsError(
        'OperationNotPermitted',
        `You are not allowed to manage '${id.slice(0, id.lastIndexOf('-'))}' attachments.`,
      )
    }
    const { deviceIndex, networkCardIndex } = attachment
    if (deviceIndex === 0 && networkCardIndex === 0) {
      throw new AwsError(
        'OperationNotPermitted',
        `The network interface at device index ${deviceIndex} and networkCard index ${networkCardIndex} cannot be detached.`,
      )
    }
    if (attachment.status === 'detaching') {
      throw new AwsError('IncorrectState', `The interface attachment '${id}' is being detached.`)
    }
    ctx.db.put(networkInterfaces, { ...eni, attachment: { ...attachment, status: 'detaching' } })
    ctx.timers.set({
      kind: interfaceTimer,
      id: eni.id,
      at: ctx.now + delays.interfaceDetachingMs,
      transition: true,
    })
    return {}
  },
)
