import type { Context } from '../../../engine/context.ts'
import { notFound } from '../find.ts'
import { prefixListCidrs } from './prefix-list.ts'

/** The blocks of a list that a call names, AWS's or the account's own. Throws when there is none. */
export function findPrefixListCidrs({ db, region }: Context, id: string): readonly string[] {
  const cidrs = prefixListCidrs(db, region, id)
  if (cidrs) return cidrs
  throw notFound('prefix-list', id)
}
