import type { FormNode } from './form.ts'
import { ec2Key } from './problem-faults.ts'
import { kindOf, type NormalizedSchema, ShapeCache, traitsOf } from './schema.ts'
import { parseTimestamp, setOwn, wholeBase64 } from './scalars.ts'
import { WireFault } from './wire-fault.ts'

/** Reads one shape from a form. `path` is the key so far, as the client wrote it. */
type Read = (node: FormNode, path: string) => unknown

/** How the two query protocols differ when a form is read. */
export interface QueryFlavour {
  /** `ec2Query`: capitalised keys, flat lists, unknown keys refused. */
  readonly isEc2: boolean
  readonly wrongType: (value: string, path: string, expected: string) => WireFault
}

/** Compiles the input shapes of a query service; one for each service. */
export class QueryDecoder {
  readonly #flavour: QueryFlavour
  readonly #shapes = new ShapeCache<Read>()

  constructor(flavour: QueryFlavour) {
    this.#flavour = flavour
  }

  /** The reader of an operation's input; `alsoAllowed` are top-level keys that belong to the protocol, not the input. */
  input(
    schema: NormalizedSchema,
    isAllowedKey: (key: string) => boolean,
  ): (root: FormNode) => Record<string, unknown> {
    if (schema.isUnitSchema()) {
      return (root) => {
        for (const [key, child] of root.children ?? []) {
          if (this.#flavour.isEc2 && !isAllowedKey(key)) throw unknownParameter(key, child)
        }
        return {}
      }
    }
    const members = this.#members(schema)
    return (root) => this.#readMembers(members, root, '', isAllowedKey)
  }

  #shape(schema: NormalizedSchema): Read {
    return this.#shapes.get(
      schema,
      () => this.#compile(schema),
      (later) => (node, path) => later()(node, path),
    )
  }

  #compile(schema: NormalizedSchema): Read {
    const { wrongType } = this.#flavour
    switch (kindOf(schema)) {
      case 'struct':
        return this.#struct(schema)
      case 'list':
        return this.#list(schema)
      case 'map':
        return this.#map(schema)
      case 'string':
        return (node, path) => leaf(node, path)
      case 'number':
        return (node, path) => {
          const text = leaf(node, path)
          const number = isNumeral(text) ? Number(text) : undefined
          if (number === undefined) throw wrongType(text, path, 'number')
          return number
        }
      case 'boolean':
        return (node, path) => {
          const text = leaf(node, path)
          const known = booleans.get(text)
          if (known === undefined) throw wrongType(text, path, 'boolean')
          return known
        }
      case 'timestamp':
        return (node, path) => {
          const text = leaf(node, path)
          const date = parseTimestamp(text)
          if (!date) throw wrongType(text, path, 'timestamp')
          return date
        }
      case 'blob':
        return (node, path) => {
          const text = leaf(node, path)
          const bytes = wholeBase64(text)
          if (!bytes) throw wrongType(text, path, 'blob')
          return bytes
        }
      case 'unit':
        return () => ({})
    }
  }

  #members(schema: NormalizedSchema): Members {
    const members = new Map<string, { name: string; read: Read }>()
    for (const [name, member] of schema.structIterator()) {
      members.set(this.#key(name, member), { name, read: this.#shape(member) })
    }
    return members
  }

  #key(name: string, member: NormalizedSchema): string {
    return this.#flavour.isEc2 ? ec2Key(name, member) : (traitsOf(member).xmlName ?? name)
  }

  #struct(schema: NormalizedSchema): Read {
    // Shapes may contain themselves, so the members are compiled at the first value.
    let members: Members | undefined
    return (node, path) => {
      members ??= this.#members(schema)
      if (!node.children && node.value) throw unknownParameter(path, node)
      return this.#readMembers(members, node, `${path}.`, never)
    }
  }

  #readMembers(
    members: Members,
    node: FormNode,
    prefix: string,
    isAllowedKey: (key: string) => boolean,
  ): Record<string, unknown> {
    const output: Record<string, unknown> = {}
    for (const [key, child] of node.children ?? []) {
      const member = members.get(key)
      if (member) output[member.name] = member.read(child, prefix + key)
      else if (this.#flavour.isEc2 && !isAllowedKey(key)) {
        throw unknownParameter(prefix + key, child)
      }
    }
    return output
  }

  #list(schema: NormalizedSchema): Read {
    const value = schema.getValueSchema()
    const read = this.#shape(value)
    const { isEc2 } = this.#flavour
    const wrapper = isEc2 ? undefined : (traitsOf(value).xmlName ?? 'member')
    return (node, path) => {
      if (!node.children) {
        if (node.value) throw unknownParameter(path, node)
        return []
      }
      const wrapped = wrapper === undefined ? undefined : node.children.get(wrapper)
      const at = wrapped ? `${path}.${wrapper}` : path
      return numbered(wrapped ?? node, at).map(([index, item]) => read(item, `${at}.${index}`))
    }
  }

  #map(schema: NormalizedSchema): Read {
    const keySchema = schema.getKeySchema()
    const valueSchema = schema.getValueSchema()
    const readValue = this.#shape(valueSchema)
    const keyName = traitsOf(keySchema).xmlName ?? 'key'
    const valueName = traitsOf(valueSchema).xmlName ?? 'value'
    return (node, path) => {
      const output: Record<string, unknown> = {}
      const entries = node.children?.get('entry')
      const at = entries ? `${path}.entry` : path
      for (const [index, entry] of numbered(entries ?? node, at)) {
        const key = entry.children?.get(keyName)?.value
        const value = entry.children?.get(valueName)
        if (key === undefined || !value) continue
        setOwn(output, key, readValue(value, `${at}.${index}.${valueName}`))
      }
      return output
    }
  }
}

type Members = ReadonlyMap<string, { name: string; read: Read }>

const never = (): boolean => false

const booleans: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['True', true],
  ['TRUE', true],
  ['1', true],
  ['false', false],
  ['False', false],
  ['FALSE', false],
  ['0', false],
])

function isNumeral(text: string): boolean {
  return /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$|^(NaN|-?Infinity)$/.test(text)
}

function leaf(node: FormNode, path: string): string {
  if (node.children) throw unknownParameter(path, node)
  return node.value ?? ''
}

/** The children of a list in the order of their numbers; numbers may have gaps and come in any order. */
function numbered(node: FormNode, path: string): [string, FormNode][] {
  const items = [...(node.children ?? [])]
  for (const [key, child] of items) {
    if (!/^\d{1,9}$/.test(key)) throw unknownParameter(`${path}.${key}`, child)
  }
  return items.sort(([a], [b]) => Number(a) - Number(b))
}

/** Names the first key below `node` that carries a value: what the client wrote. */
function unknownParameter(path: string, node: FormNode): WireFault {
  let at = path
  for (let here: FormNode | undefined = node; here?.children && here.value === undefined;) {
    const [first]: Iterable<[string, FormNode]> = here.children
    if (!first) break
    at += `.${first[0]}`
    here = first[1]
  }
  return new WireFault('UnknownParameter', `The parameter ${at.slice(0, 512)} is not recognized`)
}
