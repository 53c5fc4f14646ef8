import type { ReadRecords } from '../../../engine/collection.ts'
import { AwsError } from '../../../errors.ts'
import { internetGateways } from '../internet-gateways/internet-gateway.ts'
import { vpnGateways } from '../vpn-gateways/vpn-gateway.ts'

/** The VPC to which an internet gateway or virtual private gateway is attached; undefined while to none, or gone. */
export function attachedTo(db: Pick<ReadRecords, 'get'>, gatewayId: string): string | undefined {
  if (!gatewayId.startsWith('vgw-')) return db.get(internetGateways, gatewayId)?.vpcId
  const attachment = db.get(vpnGateways, gatewayId)?.attachment
  return attachment?.state === 'attached' ? attachment.vpcId : undefined
}

/** What a call names as a network gateway. Throws AWS's error when there is none of the id. */
export function findNetworkGateway(
  { db }: { readonly db: Pick<ReadRecords, 'get'> },
  id: string,
): { readonly vpcId: string | undefined } {
  const exists = db.get(internetGateways, id) ?? db.get(vpnGateways, id)?.state === 'available'
  if (exists) return { vpcId: attachedTo(db, id) }
  throw new AwsError('InvalidGatewayID.NotFound', `The gateway ID '${id}' does not exist`)
}
