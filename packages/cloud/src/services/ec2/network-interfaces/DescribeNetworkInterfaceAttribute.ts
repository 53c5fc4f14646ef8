import type {
  DescribeNetworkInterfaceAttributeCommandInput,
  DescribeNetworkInterfaceAttributeCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findRecord } from '../find.ts'
import { toNetworkInterface } from './describe-network-interface.ts'
import { networkInterfaces } from './network-interface.ts'

/** One attribute of an interface. */
export const DescribeNetworkInterfaceAttribute = operation<
  DescribeNetworkInterfaceAttributeCommandInput,
  Omit<DescribeNetworkInterfaceAttributeCommandOutput, '$metadata'>
>('DescribeNetworkInterfaceAttribute', (ctx, input) => {
  const id = input.NetworkInterfaceId ?? ''
  const eni = findRecord(ctx, networkInterfaces, 'network-interface', id)
  const shown = toNetworkInterface(ctx, eni)
  const NetworkInterfaceId = eni.id
  switch (input.Attribute) {
    case 'description':
      return { NetworkInterfaceId, Description: { Value: eni.description } }
    case 'groupSet':
      return { NetworkInterfaceId, Groups: shown.Groups }
    case 'sourceDestCheck':
      return { NetworkInterfaceId, SourceDestCheck: { Value: eni.sourceDestCheck } }
    case 'attachment':
      return { NetworkInterfaceId, Attachment: shown.Attachment }
    case 'associatePublicIpAddress': {
      const given = eni.privateIpAddresses.some(
        ({ primary, association }) => primary && association?.ipOwnerId === 'amazon',
      )
      return { NetworkInterfaceId, AssociatePublicIpAddress: given }
    }
    case undefined:
      throw new AwsError('MissingParameter', 'The request must contain the parameter attribute')
    default:
      throw new AwsError(
        'InvalidParameterValue',
        `Value (${String(input.Attribute)}) for parameter attribute is invalid. Unknown attribute.`,
      )
  }
})
