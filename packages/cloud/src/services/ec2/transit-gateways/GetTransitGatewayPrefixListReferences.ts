import type {
  GetTransitGatewayPrefixListReferencesRequest,
  GetTransitGatewayPrefixListReferencesResult,
  TransitGatewayPrefixListReference,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { compileFilters, type FilterFields } from '../filters.ts'
import { paginate } from '../paging.ts'
import { toPrefixListReference } from './describe-prefix-list-reference.ts'
import { findTransitTable } from './find-transit.ts'

const name = 'GetTransitGatewayPrefixListReferences'

const known: FilterFields<TransitGatewayPrefixListReference> = {
  fields: {
    'attachment.resource-id': ({ TransitGatewayAttachment: of }) => of?.ResourceId,
    'attachment.resource-type': ({ TransitGatewayAttachment: of }) => of?.ResourceType,
    'attachment.transit-gateway-attachment-id': ({ TransitGatewayAttachment: of }) =>
      of?.TransitGatewayAttachmentId,
    'is-blackhole': ({ Blackhole }) => Blackhole,
    'prefix-list-id': ({ PrefixListId }) => PrefixListId,
    'prefix-list-owner-id': ({ PrefixListOwnerId }) => PrefixListOwnerId,
    state: ({ State }) => State,
  },
}

/** The prefix lists that a table routes. */
export const GetTransitGatewayPrefixListReferences = operation<
  GetTransitGatewayPrefixListReferencesRequest,
  GetTransitGatewayPrefixListReferencesResult
>(name, (ctx, input) => {
  const table = findTransitTable(ctx, input.TransitGatewayRouteTableId)
  const found = table.prefixLists
    .map((reference) => toPrefixListReference(ctx, table, reference))
    .filter(compileFilters(name, input.Filters, known))
  const { items, nextToken } = paginate(ctx, name, found, input, {
    keyOf: ({ PrefixListId = '' }) => PrefixListId,
  })
  return { TransitGatewayPrefixListReferences: [...items], NextToken: nextToken }
})
