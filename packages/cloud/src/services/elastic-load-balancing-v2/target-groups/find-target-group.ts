import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { targetGroups, type TargetGroupRecord } from './target-group.ts'

export function targetGroupNotFound(): AwsError {
  return new AwsError('TargetGroupNotFound', 'One or more target groups not found')
}

/** Throws `TargetGroupNotFound`. */
export function findTargetGroup({ db }: Context, arn = ''): TargetGroupRecord {
  const found = db.get(targetGroups, arn)
  if (!found) throw targetGroupNotFound()
  return found
}
