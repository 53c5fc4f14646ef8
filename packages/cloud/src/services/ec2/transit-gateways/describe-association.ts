import type { TransitGatewayRouteTableAssociation } from '@aws-sdk/client-ec2'
import type { FilterFields } from '../filters.ts'
import type { TransitGatewayAttachmentRecord } from './transit-gateway-attachment.ts'

/** The attachment as the lists of a route table name it. */
export function toResource({ id, resourceId, resourceType }: TransitGatewayAttachmentRecord): {
  TransitGatewayAttachmentId: string
  ResourceId: string
  ResourceType: TransitGatewayAttachmentRecord['resourceType']
} {
  return { TransitGatewayAttachmentId: id, ResourceId: resourceId, ResourceType: resourceType }
}

export function toAssociation(
  attachment: TransitGatewayAttachmentRecord,
): TransitGatewayRouteTableAssociation {
  return { ...toResource(attachment), State: attachment.association?.state }
}

export const resourceFilters: FilterFields<TransitGatewayAttachmentRecord> = {
  fields: {
    'resource-id': ({ resourceId }) => resourceId,
    'resource-type': ({ resourceType }) => resourceType,
    'transit-gateway-attachment-id': ({ id }) => id,
  },
}
