/** A line of a version's launch parameters: where it stands, and what it says. */
export interface Line {
  readonly path: string
  readonly value: string
}

/** How entries of a list are told apart where they have something of their own; by their place elsewhere. */
const names = ['DeviceName', 'ResourceType', 'DeviceIndex', 'Key'] as const

/**
 * Launch parameters as lines (`BlockDeviceMappings[/dev/xvda].Ebs.VolumeSize`), so that two versions can be put side by side.
 * User data is shown as its text.
 */
export function flatten(data: unknown, path = ''): readonly Line[] {
  if (data === undefined || data === null) return []
  if (Array.isArray(data)) {
    return data.flatMap((item: unknown, index) => flatten(item, `${path}[${nameOf(item, index)}]`))
  }
  if (typeof data !== 'object') return [{ path, value: shown(path, String(data)) }]
  return Object.entries(data).flatMap(([name, value]) =>
    flatten(value, path === '' ? name : `${path}.${name}`),
  )
}

function nameOf(item: unknown, index: number): string {
  const name = names.find((each) => typeof item === 'object' && item !== null && each in item)
  if (name === undefined) return String(index + 1)
  return String((item as Record<string, unknown>)[name])
}

function shown(path: string, value: string): string {
  if (path !== 'UserData') return value
  try {
    const bytes = Uint8Array.from(atob(value), (character) => character.charCodeAt(0))
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return value
  }
}

export interface Difference {
  readonly path: string
  readonly left?: string
  readonly right?: string
}

/** Every line of two versions, in the order of the first, with what either says. */
export function compare(left: unknown, right: unknown): readonly Difference[] {
  const first = new Map(flatten(left).map(({ path, value }) => [path, value]))
  const second = new Map(flatten(right).map(({ path, value }) => [path, value]))
  return [...new Set([...first.keys(), ...second.keys()])].map((path) => {
    const [a, b] = [first.get(path), second.get(path)]
    return { path, ...(a !== undefined && { left: a }), ...(b !== undefined && { right: b }) }
  })
}
