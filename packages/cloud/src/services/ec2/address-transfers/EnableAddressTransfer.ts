import type { EnableAddressTransferRequest, EnableAddressTransferResult } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { elasticIps } from '../addresses/elastic-ip.ts'
import { findRecord } from '../find.ts'
import { addressTransfers, offerMs, toAddressTransfer } from './address-transfer.ts'

/** Offers an Elastic IP to another account, which has seven days to accept. */
export const EnableAddressTransfer = operation<
  EnableAddressTransferRequest,
  EnableAddressTransferResult
>('EnableAddressTransfer', (ctx, input) => {
  const address = findRecord(ctx, elasticIps, 'elastic-ip', input.AllocationId ?? '')
  const toAccount = input.TransferAccountId ?? ''
  if (!/^\d{12}$/.test(toAccount) || toAccount === ctx.account) {
    throw new AwsError(
      'InvalidParameterValue',
      `Value (${toAccount}) for parameter transferAccountId is invalid. It must be the ID of another account.`,
    )
  }
  if (address.ptrRecord !== undefined) {
    throw new AwsError(
      'InvalidTransfer.AddressCustomPtrSet',
      `The address ${address.publicIp} has a reverse DNS record and cannot be transferred.`,
    )
  }
  const transfer = {
    id: address.id,
    publicIp: address.publicIp,
    toAccount,
    expiresAt: ctx.now + offerMs,
  }
  ctx.db.put(addressTransfers, transfer)
  return { AddressTransfer: toAddressTransfer(transfer, 'pending') }
})
