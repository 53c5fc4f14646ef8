import { AwsError } from '../../../errors.ts'
import type { RouteTableRecord } from './route-table.ts'

/** AWS's refusal to join a table with what is of another VPC, or of none. */
export function differentNetworks(table: RouteTableRecord, what: string, id: string): AwsError {
  return new AwsError(
    'InvalidParameterValue',
    `route table ${table.id} and ${what} ${id} belong to different networks`,
  )
}
