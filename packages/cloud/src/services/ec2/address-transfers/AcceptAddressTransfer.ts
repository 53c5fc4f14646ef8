import type { AcceptAddressTransferRequest, AcceptAddressTransferResult } from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { checkQuota } from '../../service-quotas/quotas.ts'
import { elasticIps } from '../addresses/elastic-ip.ts'
import { publicAddresses } from '../addresses/public-address.ts'
import { newId } from '../ids.ts'
import { readTagSpecifications } from '../tags.ts'
import { addressTransfers, isOffered, toAddressTransfer } from './address-transfer.ts'

/**
 * Takes an Elastic IP that another account offers: the same address under an allocation of its own.
 * @limits 5 addresses in a Region; not while it is associated.
 */
export const AcceptAddressTransfer = operation<
  AcceptAddressTransferRequest,
  AcceptAddressTransferResult
>('AcceptAddressTransfer', (ctx, { Address: publicIp = '', ...input }) => {
  const tags = readTagSpecifications(input.TagSpecifications, ['elastic-ip'])('elastic-ip')
  const { from, transfer } = findOffer(ctx, publicIp)
  const source = ctx.inAccount(from, ctx.region)
  const address = source?.get(elasticIps, transfer.id)
  if (!source || !address) throw noOffer(publicIp)
  if (address.association) {
    throw new AwsError(
      'InvalidTransfer.AddressAssociated',
      `The address ${publicIp} is associated with a resource in the source account.`,
    )
  }
  // Addresses are the accounts' own here: this one may have another use for the same.
  if (ctx.db.get(publicAddresses, publicIp)) {
    throw new AwsError(
      'InsufficientAddressCapacity',
      `The address ${publicIp} is in use in this account.`,
    )
  }
  checkQuota(ctx, 'elasticIps', ctx.db.count(elasticIps))
  source.delete(elasticIps, transfer.id)
  source.delete(publicAddresses, publicIp)
  const accepted = { ...transfer, acceptedAt: ctx.now }
  source.put(addressTransfers, accepted)
  const id = newId(ctx.chance, 'eipalloc')
  ctx.db.put(elasticIps, { id, publicIp, tags })
  ctx.db.put(publicAddresses, { id: publicIp, region: ctx.region, allocationId: id })
  return { AddressTransfer: { ...toAddressTransfer(accepted, 'accepted'), AllocationId: id } }
})

function findOffer(ctx: Context, publicIp: string) {
  for (const { account, db } of ctx.othersIn(ctx.region)) {
    const transfer = db
      .by(addressTransfers, 'publicIp', publicIp)
      .find((each) => each.toAccount === ctx.account && isOffered(ctx, each))
    if (transfer) return { from: account, transfer }
  }
  throw noOffer(publicIp)
}

function noOffer(publicIp: string): AwsError {
  return new AwsError(
    'InvalidAddress.NotFound',
    `No pending transfer of the address '${publicIp}' to this account exists.`,
  )
}
