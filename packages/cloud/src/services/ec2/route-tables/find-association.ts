import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { routeTables, type RouteTableAssociation, type RouteTableRecord } from './route-table.ts'

/** The association that a call names, with the table that has it. */
export function findAssociation(
  ctx: Context,
  id: string,
): { table: RouteTableRecord; association: RouteTableAssociation } {
  const [table] = ctx.db.by(routeTables, 'association', id)
  const association = table?.associations.find((each) => each.id === id)
  if (table && association) return { table, association }
  throw new AwsError('InvalidAssociationID.NotFound', `The association ID '${id}' does not exist`)
}
