import type { AddressTransfer } from '@aws-sdk/client-ec2'
import { collection } from '../../../engine/collection.ts'
import type { Context } from '../../../engine/context.ts'

/** An Elastic IP that is offered to another account, or that it took. */
export interface AddressTransferRecord {
  /** Of the allocation. */
  readonly id: string
  readonly publicIp: string
  readonly toAccount: string
  readonly expiresAt: number
  readonly acceptedAt?: number
}

export const addressTransfers = collection<AddressTransferRecord, 'publicIp'>({
  name: 'ec2/address-transfer',
  scope: 'region',
  indexes: { publicIp: ({ publicIp }) => publicIp },
})

const hourMs = 3_600_000
/** https://docs.aws.amazon.com/vpc/latest/userguide/WorkWithEIPs.html#transfer-EIPs-intro: seven days to accept, told of for 14 more. */
export const offerMs = 7 * 24 * hourMs
const keptMs = 14 * 24 * hourMs

/** Still to be told of: offered and not expired, or accepted not long ago. */
export function isTold(ctx: Pick<Context, 'now'>, transfer: AddressTransferRecord): boolean {
  const { acceptedAt, expiresAt } = transfer
  return acceptedAt === undefined ? ctx.now < expiresAt : ctx.now < acceptedAt + keptMs
}

export function isOffered(ctx: Pick<Context, 'now'>, transfer: AddressTransferRecord): boolean {
  return transfer.acceptedAt === undefined && ctx.now < transfer.expiresAt
}

export function toAddressTransfer(
  transfer: AddressTransferRecord,
  status: 'pending' | 'disabled' | 'accepted',
): AddressTransfer {
  const { acceptedAt } = transfer
  return {
    PublicIp: transfer.publicIp,
    AllocationId: transfer.id,
    TransferAccountId: transfer.toAccount,
    TransferOfferExpirationTimestamp: new Date(transfer.expiresAt),
    TransferOfferAcceptedTimestamp: acceptedAt === undefined ? undefined : new Date(acceptedAt),
    AddressTransferStatus: status,
  }
}
