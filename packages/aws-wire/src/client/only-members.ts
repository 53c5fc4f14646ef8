/** Members of a structure by name; `true` is a member as a whole. Lists stand for their elements. */
export interface Members {
  readonly [name: string]: true | Members
}

/** Structures that have been cut down: what they lack is not unknown, but unwanted. */
const cutDown = new WeakSet<object>()

export function isCutDown(schema: unknown): boolean {
  return typeof schema === 'object' && schema !== null && cutDown.has(schema)
}

/**
 * A schema of the SDK with only these members. The one-pass reader goes past the rest of an answer without reading it: of a long list
 * a page shows little.
 */
export function onlyMembers(schema: unknown, members: Members): unknown {
  const raw: unknown = typeof schema === 'function' ? schema() : schema
  if (!Array.isArray(raw)) throw new TypeError('only structures and lists have members')
  const [kind, namespace, name, traits, ...rest]: readonly unknown[] = raw
  // `[schema, traits]`: a member with traits of its own
  if (raw.length === 2) return [onlyMembers(kind, members), namespace]
  if (kind === listKind) return [kind, namespace, name, traits, onlyMembers(rest[0], members)]
  const [names, schemas] = rest
  if (kind !== structKind || !Array.isArray(names) || !Array.isArray(schemas)) {
    throw new TypeError(`${String(name)} is neither a structure nor a list`)
  }
  const kept = Object.entries(members).map(([wanted, inner]) => {
    const at = names.indexOf(wanted)
    if (at === -1) throw new TypeError(`${String(name)} has no member ${wanted}`)
    const member: unknown = schemas[at]
    return { at, name: wanted, schema: inner === true ? member : onlyMembers(member, inner) }
  })
  kept.sort((a, b) => a.at - b.at)
  const cut = [
    kind,
    namespace,
    name,
    traits,
    kept.map((one) => one.name),
    kept.map((one) => one.schema),
  ]
  cutDown.add(cut)
  return cut
}

/** How the SDK's static schemas begin. */
const listKind = 1
const structKind = 3
