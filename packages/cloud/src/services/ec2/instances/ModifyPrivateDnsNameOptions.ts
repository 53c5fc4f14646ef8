import type {
  ModifyPrivateDnsNameOptionsCommandInput,
  ModifyPrivateDnsNameOptionsCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { privateDnsName, privateDomain } from '../addresses/dns-names.ts'
import { findInstance } from './find-instances.ts'
import { instances } from './instance.ts'
import { primaryInterface } from './public-address.ts'

/**
 * The host name itself changes only while the instance is stopped; the DNS records it answers to change at
 * any time.
 */
export const ModifyPrivateDnsNameOptions = operation<
  ModifyPrivateDnsNameOptionsCommandInput,
  Omit<ModifyPrivateDnsNameOptionsCommandOutput, '$metadata'>
>('ModifyPrivateDnsNameOptions', (ctx, input) => {
  const instance = findInstance(ctx.db, input.InstanceId)
  const before = instance.privateDnsNameOptions
  const hostnameType = input.PrivateDnsHostnameType ?? before.hostnameType
  const renamed = hostnameType !== before.hostnameType
  if (instance.state === 'terminated' || (renamed && instance.state !== 'stopped')) {
    throw new AwsError(
      'IncorrectInstanceState',
      `The instance '${instance.id}' is not in the 'stopped' state.`,
    )
  }
  const eni = primaryInterface(ctx.db, instance.id)
  if (hostnameType === 'ip-name' && eni && eni.privateIpAddress === undefined) {
    throw new AwsError(
      'InvalidParameterValue',
      `The hostname type ip-name cannot be used for the instance '${instance.id}', which has no IPv4 address.`,
    )
  }
  const byAddress = eni ? privateDnsName(eni.privateIpAddress ?? '', ctx.region) : ''
  const byResource = `${instance.id}.${privateDomain(ctx.region)}`
  ctx.db.put(instances, {
    ...instance,
    privateDnsName: hostnameType === 'resource-name' ? byResource : byAddress,
    privateDnsNameOptions: {
      hostnameType,
      enableResourceNameDnsARecord:
        input.EnableResourceNameDnsARecord ?? before.enableResourceNameDnsARecord,
      enableResourceNameDnsAAAARecord:
        input.EnableResourceNameDnsAAAARecord ?? before.enableResourceNameDnsAAAARecord,
    },
  })
  return { Return: true }
})
