import type { Context } from '../../../engine/context.ts'
import type { Tag } from '../../ec2/tag.ts'
import { AwsError } from '../../../errors.ts'
import { listenerNotFound } from '../listeners/find-listener.ts'
import { listeners } from '../listeners/listener.ts'
import { loadBalancerNotFound } from '../load-balancers/find-load-balancer.ts'
import { loadBalancers } from '../load-balancers/load-balancer.ts'
import { ruleNotFound } from '../rules/find-rule.ts'
import { listenerRules } from '../rules/rule.ts'
import { targetGroupNotFound } from '../target-groups/find-target-group.ts'
import { targetGroups } from '../target-groups/target-group.ts'

/** What carries tags, whatever its kind. */
export interface Taggable {
  readonly tags: readonly Tag[]
  setTags(tags: readonly Tag[]): void
}

/** What an ARN names. Throws the error of its kind. */
export function findTaggable({ db }: Context, arn: string): Taggable {
  const kind = arn.split(':')[5]?.split('/')[0]
  if (kind === 'loadbalancer') {
    const found = db.get(loadBalancers, arn)
    if (!found) throw loadBalancerNotFound(arn)
    return { tags: found.tags, setTags: (tags) => db.put(loadBalancers, { ...found, tags }) }
  }
  if (kind === 'targetgroup') {
    const found = db.get(targetGroups, arn)
    if (!found) throw targetGroupNotFound()
    return { tags: found.tags, setTags: (tags) => db.put(targetGroups, { ...found, tags }) }
  }
  if (kind === 'listener') {
    const found = db.get(listeners, arn)
    if (!found) throw listenerNotFound()
    return { tags: found.tags, setTags: (tags) => db.put(listeners, { ...found, tags }) }
  }
  if (kind === 'listener-rule') {
    const found = db.get(listenerRules, arn)
    if (found)
      return { tags: found.tags, setTags: (tags) => db.put(listenerRules, { ...found, tags }) }
    const [owner] = db.by(listeners, 'defaultRule', arn)
    if (!owner) throw ruleNotFound()
    return {
      tags: owner.defaultRuleTags,
      setTags: (defaultRuleTags) => db.put(listeners, { ...owner, defaultRuleTags }),
    }
  }
  throw new AwsError('ValidationError', `'${arn}' is not a valid ARN`)
}
