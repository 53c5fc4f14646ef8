import type { Records } from '../../../engine/collection.ts'
import { routeTables, type RouteTableRecord } from './route-table.ts'

/** Every VPC has exactly one. */
export function mainRouteTable(db: Records, vpcId: string): RouteTableRecord {
  const table = db
    .by(routeTables, 'vpc', vpcId)
    .find(({ associations }) => associations.some(({ main }) => main))
  if (!table) throw new Error(`VPC ${vpcId} has no main route table`)
  return table
}
