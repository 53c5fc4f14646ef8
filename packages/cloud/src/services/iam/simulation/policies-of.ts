import type { CompiledPolicy } from '@brume/ec2-model/policies'
import type { Records } from '../../../engine/collection.ts'
import { noSuchEntity } from '../errors.ts'
import { groups } from '../groups/group.ts'
import { parsePolicy } from '../policies/document.ts'
import type { PolicyHolder } from '../policies/holder.ts'
import { defaultDocument, findPolicy } from '../policies/policy.ts'
import { roles } from '../roles/role.ts'
import { users } from '../users/user.ts'

/** The policies of the user (its groups' too), group or role of that ARN. Throws `NoSuchEntity`. */
export function policiesOf(db: Records, arn: string): readonly CompiledPolicy[] {
  const user = db.all(users).find((each) => each.arn === arn)
  if (user) return [user, ...db.by(groups, 'member', user.id)].flatMap((each) => heldBy(db, each))
  const other =
    db.all(roles).find((each) => each.arn === arn) ??
    db.all(groups).find((each) => each.arn === arn)
  if (!other) throw noSuchEntity(`The entity with ARN ${arn} cannot be found.`)
  return heldBy(db, other)
}

function heldBy(db: Records, holder: PolicyHolder): readonly CompiledPolicy[] {
  const attached = holder.attachedPolicies.map((arn) => defaultDocument(findPolicy(db, arn)))
  const documents = [...Object.values(holder.inlinePolicies), ...attached]
  return documents.map((text) => parsePolicy(text, 'identity'))
}

/** The condition keys that policies speak of, those of their variables included; each once, in order. */
export function keysAsked(policies: readonly CompiledPolicy[]): readonly string[] {
  const keys = policies.flatMap(({ policy }) =>
    policy.statements.flatMap(({ conditions, resources }) => {
      const texts = [...(resources?.list ?? []), ...conditions.flatMap(({ values }) => values)]
      const variables = texts.flatMap((text) =>
        [...text.matchAll(/\$\{([\w:/.-]+)/g)].map(([, key = '']) => key),
      )
      return [...conditions.map(({ key }) => key), ...variables]
    }),
  )
  return [...new Set(keys)].toSorted()
}
