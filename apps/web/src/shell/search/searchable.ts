/** A resource as the search sees it. */
export interface Searchable {
  readonly id: string
  /** What people call it; empty for what has its id only. */
  readonly name: string
  /** All that it is found by, the names first. */
  readonly words: readonly string[]
  /** The same in one line of small letters. */
  readonly text: string
}

/** Members that name what has no Name tag. */
const nameMembers = [
  'GroupName',
  'KeyName',
  'LaunchTemplateName',
  'PrefixListName',
  'ServiceName',
  'PublicIp',
  'DocumentName',
  'LoadBalancerName',
  'TargetGroupName',
  'Name',
] as const

/** An IPv4 or IPv6 address or block, or a host name: `10.0.0.0/16`, `fe80::1`, `ec2-….amazonaws.com`. */
const address = /^[\da-f]{0,4}(?:[.:][\da-f]{0,4}){2,}(?:\/\d+)?$|^[a-z\d-]+(?:\.[a-z\d-]+){2,}$/i

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

function textOf(item: object, member: string): string {
  const value: unknown = Reflect.get(item, member)
  return typeof value === 'string' ? value : ''
}

function tagsOf(item: object): readonly (readonly [string, string])[] {
  const tags: unknown = Reflect.get(item, 'Tags') ?? Reflect.get(item, 'TagSet')
  return (Array.isArray(tags) ? tags.filter(isObject) : []).map((tag) => [
    textOf(tag, 'Key'),
    textOf(tag, 'Value'),
  ])
}

/** Parts that many items share are looked through once. */
const addressesKnown = new WeakMap<object, readonly string[]>()

function collectAddresses(value: unknown, found: string[]): void {
  if (typeof value === 'string') {
    // The pattern is dear: ten thousand items hold half a million texts.
    if ((value.includes('.') || value.includes(':')) && address.test(value)) found.push(value)
  } else if (isObject(value)) {
    for (const part of Object.values(value)) collectAddresses(part, found)
  }
}

/** Every address and host name in it, however deep. */
function addressesIn(item: object): readonly string[] {
  const found: string[] = []
  for (const part of Object.values(item)) {
    if (!isObject(part)) {
      collectAddresses(part, found)
      continue
    }
    const before = addressesKnown.get(part)
    if (before) {
      found.push(...before)
      continue
    }
    const inner: string[] = []
    collectAddresses(part, inner)
    addressesKnown.set(part, inner)
    found.push(...inner)
  }
  return found
}

const known = new WeakMap<object, Searchable>()

/** What an item of a list is found by: its name, id, tags (`key=value`), addresses and host names. */
export function searchableOf(item: object, id: string): Searchable {
  const before = known.get(item)
  if (before) return before
  const tags = tagsOf(item)
  const named = tags.find(([key]) => key === 'Name')?.[1]
  const names = nameMembers.map((member) => textOf(item, member)).filter(Boolean)
  const name = named || names[0] || ''
  const words = [
    name,
    id,
    ...names,
    ...tags.map(([key, value]) => `${key}=${value}`),
    ...addressesIn(item),
  ]
  const distinct = [...new Set(words.filter(Boolean))]
  const searchable = { id, name, words: distinct, text: distinct.join(' ').toLowerCase() }
  known.set(item, searchable)
  return searchable
}
