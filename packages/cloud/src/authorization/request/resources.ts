import type { ActionReference, ResourceReference } from '@brume/ec2-model/policies/reference'
import { compileArn } from './arn-template.ts'
import type { Leaf } from './leaves.ts'
import { namings, type Naming } from './resource-names.ts'

/** A resource that a call concerns. */
export interface AskedResource {
  readonly type: string
  readonly arn: string
  /** Its id or name; absent for one that is to be made. */
  readonly id?: string
  /** Condition keys that hold for it besides the action's. */
  readonly keys: readonly string[]
}

export interface Place {
  readonly account: string
  readonly region: string
}

/**
 * The resources of a call, found in its input by what their types say of ARNs, ids and names. What an action always concerns and
 * nobody named is about to be made: `volume/*`.
 */
export function resourcesOf(
  reference: ActionReference | undefined,
  leaves: readonly Leaf[],
  place: Place,
): readonly AskedResource[] {
  if (!reference || reference.types.length === 0) return [everything]
  const service = reference.action.slice(0, reference.action.indexOf(':'))
  const found = reference.types.flatMap((type) =>
    named(type, namings[service]?.[type.type] ?? {}, leaves, place),
  )
  const missing = reference.types
    .filter(({ required, type }) => required && !found.some((each) => each.type === type))
    // A call on one resource of several possible types names just one of them.
    .filter(() => found.length === 0 || makesNew(reference.action))
  const made = missing.map((type) =>
    unnamed(type, namings[service]?.[type.type] ?? {}, leaves, place),
  )
  const all = [...found, ...made]
  return all.length === 0 ? [everything] : all
}

const everything: AskedResource = { type: '', arn: '*', keys: [] }

function makesNew(action: string): boolean {
  return /:(Create|Run|Allocate|Request|Copy|Import|Register|Purchase|Put|Upload)/.test(action)
}

function named(
  { type, arn, keys }: ResourceReference,
  { prefix, members = [], variable }: Naming,
  leaves: readonly Leaf[],
  place: Place,
): readonly AskedResource[] {
  const template = compileArn(arn)
  const byId = prefix === undefined ? undefined : idPattern(prefix)
  const seen = new Map<string, AskedResource>()
  for (const { member, value } of leaves) {
    if (value.startsWith('arn:')) {
      if (template.matches(value))
        seen.set(value, { type, arn: value, id: template.nameIn(value), keys })
    } else if (byId?.test(value) || members.includes(member)) {
      const id = value.replace(/^\//, '')
      const whole = template.fill(place, id, variable)
      seen.set(whole, { type, arn: whole, id, keys })
    }
  }
  return [...seen.values()]
}

const idPatterns = new Map<string, RegExp>()

function idPattern(prefix: string): RegExp {
  let pattern = idPatterns.get(prefix)
  if (!pattern) idPatterns.set(prefix, (pattern = new RegExp(`^${prefix}-[0-9a-z]+$`)))
  return pattern
}

function unnamed(
  { type, arn, keys }: ResourceReference,
  { newMembers = [], variable }: Naming,
  leaves: readonly Leaf[],
  place: Place,
): AskedResource {
  const name = leaves.find(({ member }) => newMembers.includes(member))?.value
  return { type, arn: compileArn(arn).fill(place, name ?? '*', variable), keys }
}
