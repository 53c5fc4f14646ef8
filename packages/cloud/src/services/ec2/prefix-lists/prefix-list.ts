import { collection, type Records } from '../../../engine/collection.ts'
import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { findRecord } from '../find.ts'
import type { Tagged } from '../tag.ts'
import { findPrefixList } from './managed-prefix-lists.ts'

/** A list that a customer keeps; AWS's own are not records. */
export interface PrefixListRecord extends Tagged {
  /** `pl-0…` */
  readonly id: string
  readonly name: string
  readonly addressFamily: 'IPv4' | 'IPv6'
  readonly maxEntries: number
  readonly version: number
  readonly state: 'create-complete' | 'modify-complete' | 'restore-complete'
  /** Of every version, the first of them version 1. */
  readonly versions: readonly (readonly PrefixListItem[])[]
}

export interface PrefixListItem {
  readonly cidr: string
  readonly description?: string
}

export const prefixLists = collection<PrefixListRecord>({
  name: 'ec2/prefix-list',
  scope: 'region',
})

export function entriesOf(
  list: PrefixListRecord,
  version = list.version,
): readonly PrefixListItem[] {
  const entries = list.versions[version - 1]
  if (entries) return entries
  throw new AwsError(
    'InvalidPrefixListVersion.NotFound',
    `The version ${version} of the prefix list '${list.id}' does not exist`,
  )
}

/** The blocks that a list stands for at present, AWS's or the account's own; undefined for no list. */
export function prefixListCidrs(
  db: Pick<Records, 'get'>,
  region: string,
  id: string,
): readonly string[] | undefined {
  const own = db.get(prefixLists, id)
  return own ? entriesOf(own).map(({ cidr }) => cidr) : findPrefixList(region, id)?.cidrs
}

/** A list of the account's own, to be changed. Throws AWS's errors. */
export function findOwnPrefixList(ctx: Context, id: string | undefined): PrefixListRecord {
  if (id !== undefined && findPrefixList(ctx.region, id)) {
    throw new AwsError(
      'OperationNotPermitted',
      `The prefix list ${id} is managed by AWS and cannot be changed.`,
    )
  }
  return findRecord(ctx, prefixLists, 'prefix-list', id ?? '')
}
