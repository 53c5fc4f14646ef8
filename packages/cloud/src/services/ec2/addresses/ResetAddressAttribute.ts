import type { ResetAddressAttributeRequest, ResetAddressAttributeResult } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { findRecord } from '../find.ts'
import { describeAttributes } from './describe-attributes.ts'
import { elasticIps } from './elastic-ip.ts'

/** Takes the reverse DNS name away: the one attribute that there is. */
export const ResetAddressAttribute = operation<
  ResetAddressAttributeRequest,
  ResetAddressAttributeResult
>('ResetAddressAttribute', (ctx, input) => {
  const address = findRecord(ctx, elasticIps, 'elastic-ip', input.AllocationId ?? '')
  const { ptrRecord: _, ...changed } = address
  ctx.db.put(elasticIps, changed)
  return {
    Address: { ...describeAttributes(changed), PtrRecordUpdate: { Value: '', Status: 'PENDING' } },
  }
})
