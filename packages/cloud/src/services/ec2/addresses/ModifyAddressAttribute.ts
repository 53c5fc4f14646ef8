import type {
  ModifyAddressAttributeRequest,
  ModifyAddressAttributeResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findRecord } from '../find.ts'
import { describeAttributes } from './describe-attributes.ts'
import { elasticIps } from './elastic-ip.ts'

/**
 * Sets the reverse DNS name.
 * @differs Nobody asks whether the name leads to the address: names of the outside are not this cloud's.
 */
export const ModifyAddressAttribute = operation<
  ModifyAddressAttributeRequest,
  ModifyAddressAttributeResult
>('ModifyAddressAttribute', (ctx, input) => {
  const address = findRecord(ctx, elasticIps, 'elastic-ip', input.AllocationId ?? '')
  const name = input.DomainName
  if (name === undefined) {
    throw new AwsError('MissingParameter', 'The request must contain the parameter domainName')
  }
  if (name.length > 253 || !/^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}\.?$/i.test(name)) {
    throw new AwsError(
      'InvalidParameterValue',
      `Value (${name}) for parameter domainName is invalid. It is not a valid domain name.`,
    )
  }
  const ptrRecord = name.endsWith('.') ? name : `${name}.`
  const changed = { ...address, ptrRecord }
  ctx.db.put(elasticIps, changed)
  return {
    Address: {
      ...describeAttributes(changed),
      PtrRecordUpdate: { Value: ptrRecord, Status: 'PENDING' },
    },
  }
})
