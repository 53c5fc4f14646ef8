import type { TransitGateway } from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import type { FilterFields } from '../filters.ts'
import type { TransitGatewayRecord } from './transit-gateway.ts'

export function toTransitGateway(
  ctx: Pick<Context, 'account' | 'region'>,
  { id, state, description, options, createTime, tags }: TransitGatewayRecord,
): TransitGateway {
  return {
    TransitGatewayId: id,
    TransitGatewayArn: `arn:aws:ec2:${ctx.region}:${ctx.account}:transit-gateway/${id}`,
    State: state,
    OwnerId: ctx.account,
    Description: description,
    CreationTime: new Date(createTime),
    Options: {
      AmazonSideAsn: options.amazonSideAsn,
      TransitGatewayCidrBlocks: [...options.cidrBlocks],
      AutoAcceptSharedAttachments: options.autoAcceptSharedAttachments,
      DefaultRouteTableAssociation: options.defaultRouteTableAssociation,
      AssociationDefaultRouteTableId: options.associationDefaultRouteTableId,
      DefaultRouteTablePropagation: options.defaultRouteTablePropagation,
      PropagationDefaultRouteTableId: options.propagationDefaultRouteTableId,
      VpnEcmpSupport: options.vpnEcmpSupport,
      DnsSupport: options.dnsSupport,
      SecurityGroupReferencingSupport: options.securityGroupReferencingSupport,
      MulticastSupport: options.multicastSupport,
    },
    Tags: [...tags],
  }
}

export function transitGatewayFilters({ account }: Context): FilterFields<TransitGatewayRecord> {
  return {
    fields: {
      'options.propagation-default-route-table-id': ({ options }) =>
        options.propagationDefaultRouteTableId,
      'options.amazon-side-asn': ({ options }) => options.amazonSideAsn,
      'options.association-default-route-table-id': ({ options }) =>
        options.associationDefaultRouteTableId,
      'options.auto-accept-shared-attachments': ({ options }) =>
        options.autoAcceptSharedAttachments,
      'options.default-route-table-association': ({ options }) =>
        options.defaultRouteTableAssociation,
      'options.default-route-table-propagation': ({ options }) =>
        options.defaultRouteTablePropagation,
      'options.dns-support': ({ options }) => options.dnsSupport,
      'options.vpn-ecmp-support': ({ options }) => options.vpnEcmpSupport,
      'owner-id': () => account,
      state: ({ state }) => state,
      'transit-gateway-id': ({ id }) => id,
    },
    tags: ({ tags }) => tags,
  }
}
