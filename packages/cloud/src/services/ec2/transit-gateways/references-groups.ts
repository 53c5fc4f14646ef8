import type { ReadRecords } from '../../../engine/collection.ts'
import { transitAttachmentOf, transitGatewayAttachments } from './transit-gateway-attachment.ts'
import { transitGateways } from './transit-gateway.ts'

/**
 * The gateway over which rules of one VPC may name groups of the other: both are attached, and all three allow it.
 * https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html#vpc-attachment-security
 */
export function gatewayForGroups(
  db: Pick<ReadRecords, 'by' | 'get'>,
  vpcId: string,
  otherId: string,
): string | undefined {
  return db
    .by(transitGatewayAttachments, 'resource', vpcId)
    .map(({ transitGatewayId }) => transitGatewayId)
    .find(
      (id) =>
        db.get(transitGateways, id)?.options.securityGroupReferencingSupport === 'enable' &&
        [vpcId, otherId].every(
          (each) =>
            transitAttachmentOf(db, each, id)?.vpc?.securityGroupReferencingSupport === 'enable',
        ),
    )
}
