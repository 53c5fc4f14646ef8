import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { operationNotPermitted } from '../errors.ts'
import { listeners } from '../listeners/listener.ts'
import { listenerRules, type RuleRecord } from './rule.ts'

export function ruleNotFound(): AwsError {
  return new AwsError('RuleNotFound', 'One or more rules not found')
}

/** A rule that may be changed; `what` cannot be done to the default one: `modified`. Throws `RuleNotFound`. */
export function findOwnRule({ db }: Context, arn: string, what: string): RuleRecord {
  const found = db.get(listenerRules, arn)
  if (found) return found
  if (db.countBy(listeners, 'defaultRule', arn) === 0) throw ruleNotFound()
  throw operationNotPermitted(`Default rule '${arn}' cannot be ${what}`)
}
