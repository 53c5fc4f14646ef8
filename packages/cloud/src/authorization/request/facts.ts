import type { Records, Stored } from '../../engine/collection.ts'
import type { Context } from '../../engine/context.ts'
import { alarms } from '../../services/cloudwatch/alarms/alarm.ts'
import { groups as scalingGroups } from '../../services/auto-scaling/groups/group.ts'
import { lookUpImage } from '../../services/ec2/images/find-image.ts'
import { keyPairs } from '../../services/ec2/key-pairs/key-pair.ts'
import { placementGroups } from '../../services/ec2/placement-groups/placement-group.ts'
import { taggables } from '../../services/ec2/tags/taggable.ts'
import { loadBalancers } from '../../services/elastic-load-balancing-v2/load-balancers/load-balancer.ts'
import { targetGroups } from '../../services/elastic-load-balancing-v2/target-groups/target-group.ts'
import { instanceProfiles } from '../../services/iam/instance-profiles/instance-profile.ts'
import { nameKey } from '../../services/iam/names.ts'
import { policies } from '../../services/iam/policies/policy.ts'
import { roles } from '../../services/iam/roles/role.ts'
import { users } from '../../services/iam/users/user.ts'
import { groups } from '../../services/iam/groups/group.ts'
import { documents } from '../../services/ssm/documents/document.ts'
import { parameters } from '../../services/ssm/parameters/parameter.ts'
import { memberOf, textOf } from './leaves.ts'

/** What the account knows of a resource by its id or name; undefined when it is not there. */
export function findFacts(ctx: Context, type: string, id: string): Stored | undefined {
  const found = finders.get(type)?.(ctx.db, id)
  if (found) return found
  return type === 'image' ? lookUpImage(ctx, id) : undefined
}

type Finder = (db: Records, id: string) => Stored | undefined

const byName =
  (find: Finder): Finder =>
  (db, id) =>
    find(db, nameKey(id.slice(id.lastIndexOf('/') + 1)))

const finders: ReadonlyMap<string, Finder> = new Map<string, Finder>([
  ...taggables.map(({ type, find }) => [type, find] as const),
  ['key-pair', (db, id) => db.get(keyPairs, id) ?? db.by(keyPairs, 'name', id)[0]],
  [
    'placement-group',
    (db, id) => db.get(placementGroups, id) ?? db.by(placementGroups, 'name', id)[0],
  ],
  ['user', byName((db, id) => db.get(users, id))],
  ['role', byName((db, id) => db.get(roles, id))],
  ['group', byName((db, id) => db.get(groups, id))],
  ['instance-profile', byName((db, id) => db.get(instanceProfiles, id))],
  ['autoScalingGroup', (db, id) => db.get(scalingGroups, id)],
  ['document', (db, id) => db.get(documents, id)],
  ['parameter', (db, id) => db.get(parameters, id) ?? db.get(parameters, `/${id}`)],
  ['alarm', (db, id) => db.get(alarms, id)],
])

const byArn: readonly Finder[] = [
  (db, arn) => db.get(policies, arn),
  (db, arn) => db.get(loadBalancers, arn),
  (db, arn) => db.get(targetGroups, arn),
]

/** Of resources that are known by their ARN. */
export function findByArn(ctx: Context, arn: string): Stored | undefined {
  for (const find of byArn) {
    const found = find(ctx.db, arn)
    if (found) return found
  }
  return undefined
}

/** The tags of a record, however its service keeps them. */
export function tagsOf(facts: unknown): readonly (readonly [string, string])[] {
  const tags = memberOf(facts, 'tags')
  if (!Array.isArray(tags)) {
    return typeof tags === 'object' && tags !== null
      ? Object.entries(tags).map(([key, value]) => [key, String(value)])
      : []
  }
  return tags.flatMap((tag: unknown) => {
    const key = textOf(memberOf(tag, 'Key'))
    return key === undefined ? [] : [[key, textOf(memberOf(tag, 'Value')) ?? ''] as const]
  })
}
