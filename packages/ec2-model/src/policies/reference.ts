import reference from './reference.generated.json' with { type: 'json' }

/** An action as the Service Authorization Reference describes it. */
export interface ActionReference {
  /** `ec2:RunInstances` */
  readonly action: string
  readonly level: string
  /** Condition keys that hold whatever the resource: `aws:RequestTag/${TagKey}`. */
  readonly keys: readonly string[]
  /** None: the action knows `*` alone. */
  readonly types: readonly ResourceReference[]
}

export interface ResourceReference {
  /** `instance` */
  readonly type: string
  /** `arn:${Partition}:ec2:${Region}:${Account}:instance/${InstanceId}` */
  readonly arn: string
  /** Whether the action always concerns such a resource. */
  readonly required: boolean
  /** Condition keys that hold for it besides the action's. */
  readonly keys: readonly string[]
}

interface ServiceFile {
  readonly types: readonly (readonly string[])[]
  readonly actions: readonly (readonly unknown[])[]
  readonly keys: readonly string[]
  readonly keyTypes: string
  readonly sets: readonly string[]
}

const files = new Map<string, ServiceFile>(Object.entries(reference.services))
const read = new Map<string, ReadonlyMap<string, ActionReference>>()

/** Prefixes of actions that are known: `ec2`. */
export function knownServices(): readonly string[] {
  return [...files.keys()]
}

/** A service's actions, by name in lower case. */
export function actionsOf(service: string): ReadonlyMap<string, ActionReference> {
  let actions = read.get(service)
  if (!actions) {
    const file = files.get(service)
    actions = new Map(file?.actions.map((row) => readAction(service, file, row)))
    read.set(service, actions)
  }
  return actions
}

/** `ec2:RunInstances`, in any case; undefined for one that is not known. */
export function findAction(action: string): ActionReference | undefined {
  const [service = '', name = ''] = action.toLowerCase().split(':')
  return actionsOf(service).get(name)
}

/** The condition keys of a service with the type of their values: `String`, `ArrayOfString`, `ARN`. */
export function keysOf(
  service: string,
): readonly { readonly key: string; readonly type: string }[] {
  const file = files.get(service)
  const types = file?.keyTypes.split(' ') ?? []
  return file?.keys.map((key, at) => ({ key, type: types[at] ?? 'String' })) ?? []
}

function readAction(
  service: string,
  file: ServiceFile,
  [name, level, set, ...types]: readonly unknown[],
): readonly [string, ActionReference] {
  const keysIn = (number: unknown): readonly string[] =>
    (file.sets[Number(number)] ?? '')
      .split(' ')
      .flatMap((key) => (key === '' ? [] : [file.keys[Number(key)] ?? '']))
  return [
    String(name).toLowerCase(),
    {
      action: `${service}:${String(name)}`,
      level: String(level),
      keys: keysIn(set),
      types: types.flatMap((row) => {
        if (!Array.isArray(row)) return []
        const [at, required, own] = row.map(Number)
        const [type = '', arn = ''] = file.types[at ?? 0] ?? []
        return [{ type, arn, required: required === 1, keys: keysIn(own) }]
      }),
    },
  ]
}
