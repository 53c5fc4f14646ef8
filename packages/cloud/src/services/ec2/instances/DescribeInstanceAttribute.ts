import type { DescribeInstanceAttributeCommandInput, InstanceAttribute } from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findInstance } from './find-instances.ts'
import type { InstanceRecord } from './instance.ts'
import { instanceView } from './instance-view.ts'

/** One attribute of an instance. */
export const DescribeInstanceAttribute = operation<
  DescribeInstanceAttributeCommandInput,
  InstanceAttribute
>('DescribeInstanceAttribute', (ctx, input) => {
  const instance = findInstance(ctx.db, input.InstanceId)
  if (!input.Attribute) {
    throw new AwsError('MissingParameter', 'The request must contain the parameter attribute')
  }
  return { InstanceId: instance.id, ...read(ctx, instance, input.Attribute) }
})

function read(ctx: Context, instance: InstanceRecord, attribute: string): InstanceAttribute {
  const described = ctx.db.view(instanceView, instance.id)
  switch (attribute) {
    case 'instanceType':
      return { InstanceType: { Value: instance.instanceType } }
    case 'kernel':
      return { KernelId: {} }
    case 'ramdisk':
      return { RamdiskId: {} }
    case 'userData':
      return { UserData: instance.userData ? { Value: instance.userData } : {} }
    case 'disableApiTermination':
      return { DisableApiTermination: { Value: instance.disableApiTermination } }
    case 'disableApiStop':
      return { DisableApiStop: { Value: instance.disableApiStop } }
    case 'instanceInitiatedShutdownBehavior':
      return { InstanceInitiatedShutdownBehavior: { Value: instance.shutdownBehavior } }
    case 'rootDeviceName':
      return { RootDeviceName: { Value: instance.rootDeviceName } }
    case 'blockDeviceMapping':
      return { BlockDeviceMappings: described?.BlockDeviceMappings }
    case 'productCodes':
      return { ProductCodes: described?.ProductCodes }
    case 'sourceDestCheck':
      return { SourceDestCheck: { Value: described?.SourceDestCheck ?? true } }
    case 'groupSet':
      return { Groups: described?.SecurityGroups?.map(({ GroupId }) => ({ GroupId })) }
    case 'ebsOptimized':
      return { EbsOptimized: { Value: instance.ebsOptimized } }
    case 'sriovNetSupport':
      return { SriovNetSupport: {} }
    case 'enaSupport':
      return { EnaSupport: { Value: instance.enaSupport } }
    case 'enclaveOptions':
      return { EnclaveOptions: { Enabled: instance.enclaveEnabled } }
    default:
      throw new AwsError(
        'InvalidParameterValue',
        `Value (${attribute}) for parameter attribute is invalid. Unknown attribute.`,
      )
  }
}
