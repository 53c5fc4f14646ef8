import type {
  ModifyTransitGatewayOptions,
  ModifyTransitGatewayRequest,
  ModifyTransitGatewayResult,
} from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { refuseMembers } from '../unsupported.ts'
import { toTransitGateway } from './describe-transit-gateway.ts'
import { findTransitGateway, findTransitTable, incorrectState } from './find-transit.ts'
import { checkTransitBlocks, readAsn, readToggle } from './read-options.ts'
import { isLive, transitGatewayAttachments } from './transit-gateway-attachment.ts'
import {
  transitGateways,
  type Toggle,
  type TransitGatewayOptionsRecord,
  type TransitGatewayRecord,
} from './transit-gateway.ts'

/** Options, blocks and default tables, at once. Encryption support is refused. */
export const ModifyTransitGateway = operation<
  ModifyTransitGatewayRequest,
  ModifyTransitGatewayResult
>('ModifyTransitGateway', (ctx, input) => {
  const gateway = findTransitGateway(ctx, input.TransitGatewayId)
  const modified: TransitGatewayRecord = {
    ...gateway,
    ...(input.Description !== undefined && { description: input.Description }),
    options: readChanges(ctx, gateway, input.Options ?? {}),
  }
  ctx.db.put(transitGateways, modified)
  return { TransitGateway: { ...toTransitGateway(ctx, modified), State: 'modifying' } }
})

function readChanges(
  ctx: Context,
  gateway: TransitGatewayRecord,
  wish: ModifyTransitGatewayOptions,
): TransitGatewayOptionsRecord {
  refuseMembers('ModifyTransitGateway', wish, ['EncryptionSupport'])
  const now = gateway.options
  const { associationDefaultRouteTableId, propagationDefaultRouteTableId, ...rest } = now
  const associates = readToggle(
    'DefaultRouteTableAssociation',
    wish.DefaultRouteTableAssociation,
    now.defaultRouteTableAssociation,
  )
  const propagates = readToggle(
    'DefaultRouteTablePropagation',
    wish.DefaultRouteTablePropagation,
    now.defaultRouteTablePropagation,
  )
  const associationTable = readDefaultTable(ctx, gateway, 'association', associates, {
    wished: wish.AssociationDefaultRouteTableId,
    present: associationDefaultRouteTableId,
  })
  const propagationTable = readDefaultTable(ctx, gateway, 'propagation', propagates, {
    wished: wish.PropagationDefaultRouteTableId,
    present: propagationDefaultRouteTableId,
  })
  return {
    ...rest,
    amazonSideAsn: readNewAsn(ctx, gateway, wish.AmazonSideAsn),
    cidrBlocks: readBlocks(now.cidrBlocks, wish),
    autoAcceptSharedAttachments: readToggle(
      'AutoAcceptSharedAttachments',
      wish.AutoAcceptSharedAttachments,
      now.autoAcceptSharedAttachments,
    ),
    defaultRouteTableAssociation: associates,
    defaultRouteTablePropagation: propagates,
    vpnEcmpSupport: readToggle('VpnEcmpSupport', wish.VpnEcmpSupport, now.vpnEcmpSupport),
    dnsSupport: readToggle('DnsSupport', wish.DnsSupport, now.dnsSupport),
    securityGroupReferencingSupport: readToggle(
      'SecurityGroupReferencingSupport',
      wish.SecurityGroupReferencingSupport,
      now.securityGroupReferencingSupport,
    ),
    ...(associationTable !== undefined && { associationDefaultRouteTableId: associationTable }),
    ...(propagationTable !== undefined && { propagationDefaultRouteTableId: propagationTable }),
  }
}

/** A default that is on needs a table of the gateway. */
function readDefaultTable(
  ctx: Context,
  gateway: TransitGatewayRecord,
  of: 'association' | 'propagation',
  enabled: Toggle,
  { wished, present }: { wished: string | undefined; present: string | undefined },
): string | undefined {
  if (enabled === 'disable') return undefined
  const id = wished ?? present
  if (id === undefined) {
    throw new AwsError(
      'MissingParameter',
      `The request must contain the parameter ${of}DefaultRouteTableId`,
    )
  }
  if (wished === undefined) return id
  const table = findTransitTable(ctx, wished)
  if (table.transitGatewayId === gateway.id) return table.id
  throw new AwsError(
    'InvalidParameterValue',
    `${table.id} does not belong to transit gateway ${gateway.id}`,
  )
}

/** BGP sessions know the number: it stays while there are any. */
function readNewAsn(
  ctx: Context,
  { id, options }: TransitGatewayRecord,
  wished: number | undefined,
): number {
  const asn = readAsn(wished, options.amazonSideAsn)
  const spoken = ctx.db
    .by(transitGatewayAttachments, 'gateway', id)
    .some((each) => isLive(each) && each.resourceType === 'vpn')
  if (asn !== options.amazonSideAsn && spoken) {
    throw incorrectState(id, 'has BGP attachments; its Amazon side ASN cannot be modified')
  }
  return asn
}

function readBlocks(
  present: readonly string[],
  wish: ModifyTransitGatewayOptions,
): readonly string[] {
  const { AddTransitGatewayCidrBlocks = [], RemoveTransitGatewayCidrBlocks = [] } = wish
  const unknown = RemoveTransitGatewayCidrBlocks.find((block) => !present.includes(block))
  if (unknown !== undefined) {
    throw new AwsError(
      'InvalidParameterValue',
      `Value (${unknown}) for parameter removeTransitGatewayCidrBlocks is invalid.`,
    )
  }
  return checkTransitBlocks([
    ...present.filter((block) => !RemoveTransitGatewayCidrBlocks.includes(block)),
    ...AddTransitGatewayCidrBlocks,
  ])
}
