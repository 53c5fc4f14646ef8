import type {
  DisableAddressTransferRequest,
  DisableAddressTransferResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { elasticIps } from '../addresses/elastic-ip.ts'
import { findRecord } from '../find.ts'
import { addressTransfers, isOffered, toAddressTransfer } from './address-transfer.ts'

/** Takes the offer of an Elastic IP back. */
export const DisableAddressTransfer = operation<
  DisableAddressTransferRequest,
  DisableAddressTransferResult
>('DisableAddressTransfer', (ctx, { AllocationId: id = '' }) => {
  findRecord(ctx, elasticIps, 'elastic-ip', id)
  const transfer = ctx.db.get(addressTransfers, id)
  if (!transfer || !isOffered(ctx, transfer)) {
    throw new AwsError(
      'InvalidAddress.NotFound',
      `No pending transfer exists for the allocation ID '${id}'.`,
    )
  }
  ctx.db.delete(addressTransfers, id)
  return { AddressTransfer: toAddressTransfer(transfer, 'disabled') }
})
