import type { TransitGatewayVpcAttachment } from '@aws-sdk/client-ec2'
import type { FilterFields } from '../filters.ts'
import type { TransitGatewayAttachmentRecord } from './transit-gateway-attachment.ts'

export function toVpcAttachment(
  attachment: TransitGatewayAttachmentRecord,
): TransitGatewayVpcAttachment {
  const { id, transitGatewayId, resourceId, resourceOwnerId, state, vpc } = attachment
  return {
    TransitGatewayAttachmentId: id,
    TransitGatewayId: transitGatewayId,
    VpcId: resourceId,
    VpcOwnerId: resourceOwnerId,
    State: state,
    SubnetIds: [...(vpc?.subnetIds ?? [])],
    CreationTime: new Date(attachment.createTime),
    Options: {
      DnsSupport: vpc?.dnsSupport,
      SecurityGroupReferencingSupport: vpc?.securityGroupReferencingSupport,
      Ipv6Support: vpc?.ipv6Support,
      ApplianceModeSupport: vpc?.applianceModeSupport,
    },
    Tags: [...attachment.tags],
  }
}

export const vpcAttachmentFilters: FilterFields<TransitGatewayAttachmentRecord> = {
  fields: {
    state: ({ state }) => state,
    'transit-gateway-attachment-id': ({ id }) => id,
    'transit-gateway-id': ({ transitGatewayId }) => transitGatewayId,
    'vpc-id': ({ resourceId }) => resourceId,
  },
  tags: ({ tags }) => tags,
}

export const isVpcAttachment = ({ resourceType }: TransitGatewayAttachmentRecord): boolean =>
  resourceType === 'vpc'
