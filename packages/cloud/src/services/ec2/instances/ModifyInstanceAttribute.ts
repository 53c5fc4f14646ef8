import type { ModifyInstanceAttributeCommandInput } from '@aws-sdk/client-ec2'
import { findInstanceType } from '../../../catalogue/instance-types.ts'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { decide } from './decide.ts'
import { findInstance } from './find-instances.ts'
import { instances, type InstanceRecord } from './instance.ts'
import { readEbsOptimized } from './launch/launch-settings.ts'
import {
  changeBlockDevices,
  changeGroups,
  changeSourceDestCheck,
  changeType,
} from './modify-attribute.ts'
import { readUserData } from './user-data.ts'

/**
 * Changes one attribute of an instance: type, user data, protections, shutdown behaviour, groups,
 * source/destination check, volumes' deletion.
 * @limits Type, user data, EBS optimization and ENA only while stopped.
 * @differs Kernel, RAM disk and SR-IOV are refused.
 */
export const ModifyInstanceAttribute = operation<ModifyInstanceAttributeCommandInput, object>(
  'ModifyInstanceAttribute',
  (ctx, input) => {
    const instance = findInstance(ctx.db, input.InstanceId)
    const changes = listChanges(ctx, instance, input)
    const [change] = changes
    if (!change) {
      throw new AwsError('InvalidParameterCombination', 'No attributes specified.')
    }
    if (changes.length > 1) {
      throw new AwsError(
        'InvalidParameterCombination',
        'Fields for multiple attribute types specified',
      )
    }
    change()
    return {}
  },
)

/** AWS changes one attribute a call, named either by a member of its own or by Attribute and Value. */
function listChanges(
  ctx: Context,
  instance: InstanceRecord,
  input: ModifyInstanceAttributeCommandInput,
): (() => void)[] {
  const wished = input.Attribute ? named(input.Attribute, input.Value ?? '') : input
  const put = (changed: Partial<InstanceRecord>): void =>
    ctx.db.put(instances, { ...instance, ...changed })
  const changes: (() => void)[] = []
  const on = <T>(value: T | undefined, change: (value: T) => void): void => {
    if (value !== undefined) changes.push(() => change(value))
  }
  on(wished.InstanceType?.Value, (name) => changeType(ctx, instance, name))
  on(wished.UserData?.Value, (bytes) => {
    decide('modifyUserData', instance)
    put({ userData: readUserData(Buffer.from(bytes).toString('base64')) })
  })
  on(wished.DisableApiTermination?.Value, (disableApiTermination) => {
    decide('modifyProtection', instance)
    put({ disableApiTermination })
  })
  on(wished.DisableApiStop?.Value, (disableApiStop) => {
    decide('modifyProtection', instance)
    put({ disableApiStop })
  })
  on(wished.InstanceInitiatedShutdownBehavior?.Value, (behavior) => {
    decide('modifyShutdownBehavior', instance)
    put({ shutdownBehavior: readBehavior(instance, behavior) })
  })
  on(wished.SourceDestCheck?.Value, (check) => changeSourceDestCheck(ctx, instance, check))
  on(wished.Groups, (groups) => changeGroups(ctx, instance, groups))
  on(wished.EbsOptimized?.Value, (optimized) => {
    decide('modifyEbsOptimized', instance)
    const info = findInstanceType(instance.instanceType) ?? {}
    put({ ebsOptimized: readEbsOptimized(optimized, instance.instanceType, info) })
  })
  on(wished.EnaSupport?.Value, (enaSupport) => {
    decide('modifyEnhancedNetworking', instance)
    put({ enaSupport })
  })
  on(wished.BlockDeviceMappings, (mappings) => changeBlockDevices(ctx, instance, mappings))
  for (const name of ['Kernel', 'Ramdisk', 'SriovNetSupport'] as const) {
    on(wished[name], () => {
      throw new AwsError(
        'UnsupportedOperation',
        `The member ${name} of ModifyInstanceAttribute is not supported by the embedded cloud.`,
      )
    })
  }
  return changes
}

function readBehavior(instance: InstanceRecord, text: string): 'stop' | 'terminate' {
  if (text === 'terminate' || (text === 'stop' && instance.rootDeviceType === 'ebs')) return text
  throw new AwsError(
    'InvalidInstanceAttributeValue',
    `Value (${text}) for parameter instanceInitiatedShutdownBehavior is invalid.`,
  )
}

/** `Attribute=disableApiTermination, Value=true` as the member that says the same. */
function named(attribute: string, value: string): Partial<ModifyInstanceAttributeCommandInput> {
  const flag = { Value: value === 'true' }
  switch (attribute) {
    case 'instanceType':
      return { InstanceType: { Value: value } }
    case 'userData':
      return { UserData: { Value: Buffer.from(value, 'base64') } }
    case 'disableApiTermination':
      return { DisableApiTermination: flag }
    case 'disableApiStop':
      return { DisableApiStop: flag }
    case 'instanceInitiatedShutdownBehavior':
      return { InstanceInitiatedShutdownBehavior: { Value: value } }
    case 'sourceDestCheck':
      return { SourceDestCheck: flag }
    case 'ebsOptimized':
      return { EbsOptimized: flag }
    case 'enaSupport':
      return { EnaSupport: flag }
    case 'kernel':
      return { Kernel: { Value: value } }
    case 'ramdisk':
      return { Ramdisk: { Value: value } }
    case 'sriovNetSupport':
      return { SriovNetSupport: { Value: value } }
    default:
      throw new AwsError(
        'InvalidParameterValue',
        `Value (${attribute}) for parameter attribute is invalid. It cannot be modified.`,
      )
  }
}
