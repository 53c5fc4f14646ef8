import { collection, type ReadRecords } from '../../../engine/collection.ts'
import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'

type Kind = 'images' | 'snapshots'
type Blocked = 'none' | 'new' | 'all'

/** What an account of a Region keeps from being public; absent: nothing. */
interface BlockPublicAccessRecord {
  readonly id: Kind
  readonly blocked: Blocked
}

const settings = collection<BlockPublicAccessRecord>({
  name: 'ec2/block-public-access',
  scope: 'region',
})

export function blocksSharing(db: ReadRecords, kind: Kind): Blocked {
  return db.get(settings, kind)?.blocked ?? 'none'
}

export function setBlocked(ctx: Context, kind: Kind, blocked: Blocked): void {
  ctx.db.put(settings, { id: kind, blocked })
}

/** Throws where the account does not let anything more of the kind become public. */
export function checkPublicSharing(ctx: Context, kind: Kind): void {
  if (blocksSharing(ctx.db, kind) === 'none') return
  throw new AwsError(
    'OperationNotPermitted',
    `You can't publicly share ${kind === 'images' ? 'this AMI' : 'this snapshot'} because block public access is enabled for ${kind === 'images' ? 'AMIs' : 'snapshots'} in this Region.`,
  )
}
