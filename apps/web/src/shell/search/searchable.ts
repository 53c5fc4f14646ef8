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

/** Every address and host name in it, however deep. */
function addressesIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return address.test(value) ? [value] : []
  if (!isObject(value)) return []
  const known = addressesKnown.get(value)
  if (known) return known
  const found = Object.values(value).flatMap(addressesIn)
  addressesKnown.set(value, found)
  return found
}

const known = new WeakMap<object, Searchable>()

/** What an item of a list is found by: its name, id, tags (`key=value`), addresses and host names. */
export function searchableOf(item: object, id: string): Searchable {
  const before = known.get(item)
  if (before) return before
  const tags = tagsOf(item)
  const named = tags.find(([key]) => key === 'Name')?.[1]
  const name = named || nameMembers.map((member) => textOf(item, member)).find(Boolean) || ''
  const words = [
    name,
    id,
    ...nameMembers.map((member) => textOf(item, member)),
    ...tags.map(([key, value]) => `${key}=${value}`),
    ...addressesIn(item),
  ]
  const distinct = [...new Set(words.filter(Boolean))]
  const searchable = { id, name, words: distinct, text: distinct.join(' ').toLowerCase() }
  known.set(item, searchable)
  return searchable
}
