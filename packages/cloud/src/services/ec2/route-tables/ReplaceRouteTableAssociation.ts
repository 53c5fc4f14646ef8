import type {
  ReplaceRouteTableAssociationRequest,
  ReplaceRouteTableAssociationResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { findRecord } from '../find.ts'
import { newId } from '../ids.ts'
import { differentNetworks } from './different-networks.ts'
import { checkEdgeTarget } from './edge.ts'
import { findAssociation } from './find-association.ts'
import { routeTables } from './route-table.ts'

/** Moves an association to another table; by its main association a VPC gets another main table. */
export const ReplaceRouteTableAssociation = operation<
  ReplaceRouteTableAssociationRequest,
  ReplaceRouteTableAssociationResult
>('ReplaceRouteTableAssociation', (ctx, { AssociationId = '', RouteTableId = '' }) => {
  const { table: from, association } = findAssociation(ctx, AssociationId)
  const to = findRecord(ctx, routeTables, 'route-table', RouteTableId)
  const AssociationState = { State: 'associated' } as const
  if (to.id === from.id) return { NewAssociationId: association.id, AssociationState }
  if (to.vpcId !== from.vpcId) throw differentNetworks(to, 'route table', from.id)
  if (association.gatewayId) for (const route of to.routes) checkEdgeTarget(to, route)
  const moved = { ...association, id: newId(ctx.chance, 'rtbassoc') }
  const left = from.associations.filter((each) => each !== association)
  ctx.db.put(routeTables, { ...from, associations: left })
  ctx.db.put(routeTables, { ...to, associations: [...to.associations, moved] })
  return { NewAssociationId: moved.id, AssociationState }
})
