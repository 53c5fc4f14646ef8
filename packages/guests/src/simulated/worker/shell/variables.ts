export interface Variable {
  /** Of a plain variable. */
  value: string | undefined
  /** Of an array, by index or key, in order. */
  items: Map<string, string> | undefined
  associative: boolean
  exported: boolean
  readonly: boolean
  integer: boolean
  case: 'lower' | 'upper' | undefined
  /** `declare -n`: the name of another variable. */
  reference: boolean
}

export function newVariable(value?: string): Variable {
  return {
    value,
    items: undefined,
    associative: false,
    exported: false,
    readonly: false,
    integer: false,
    case: undefined,
    reference: false,
  }
}

export class ReadonlyVariable extends Error {
  override readonly name = 'ReadonlyVariable'
}

/** A shell's variables; functions put scopes on top for their local ones. */
export class Variables {
  readonly #scopes: Map<string, Variable>[]

  constructor(scopes: Map<string, Variable>[] = [new Map()]) {
    this.#scopes = scopes
  }

  /** A copy for a subshell. */
  clone(): Variables {
    return new Variables(
      this.#scopes.map(
        (scope) =>
          new Map(
            [...scope].map(([name, v]) => [name, { ...v, items: v.items && new Map(v.items) }]),
          ),
      ),
    )
  }

  push(): void {
    this.#scopes.push(new Map())
  }

  pop(): void {
    if (this.#scopes.length > 1) this.#scopes.pop()
  }

  get inFunction(): boolean {
    return this.#scopes.length > 1
  }

  find(name: string): Variable | undefined {
    for (let i = this.#scopes.length - 1; i >= 0; i--) {
      const found = this.#scopes[i]?.get(name)
      if (found) return found.reference && found.value ? (this.find(found.value) ?? found) : found
    }
    return undefined
  }

  get(name: string): string | undefined {
    const found = this.find(name)
    return found?.items ? found.items.get('0') : found?.value
  }

  /** The variable, made in the outermost scope if it is not there. */
  ensure(name: string): Variable {
    const found = this.find(name)
    if (found) return found
    const made = newVariable()
    this.#scopes[0]?.set(name, made)
    return made
  }

  local(name: string): Variable {
    const scope = this.#scopes.at(-1)
    const found = scope?.get(name)
    if (found) return found
    const made = newVariable()
    scope?.set(name, made)
    return made
  }

  set(name: string, value: string): void {
    const variable = this.ensure(name)
    if (variable.readonly) throw new ReadonlyVariable(`${name}: readonly variable`)
    const cased =
      variable.case === 'lower'
        ? value.toLowerCase()
        : variable.case === 'upper'
          ? value.toUpperCase()
          : value
    if (variable.items) variable.items.set('0', cased)
    else variable.value = cased
  }

  unset(name: string): void {
    for (let i = this.#scopes.length - 1; i >= 0; i--) {
      const found = this.#scopes[i]?.get(name)
      if (!found) continue
      if (found.readonly) throw new ReadonlyVariable(`${name}: cannot unset: readonly variable`)
      this.#scopes[i]?.delete(name)
      return
    }
  }

  export(name: string): void {
    this.ensure(name).exported = true
  }

  names(): string[] {
    return [...new Set(this.#scopes.flatMap((scope) => [...scope.keys()]))].sort()
  }

  /** What children get. */
  environment(): Map<string, string> {
    const result = new Map<string, string>()
    for (const name of this.names()) {
      const variable = this.find(name)
      if (variable?.exported && variable.value !== undefined) result.set(name, variable.value)
    }
    return result
  }
}

/** The values of an array in the order of their indexes (or of insertion, for an associative one). */
export function arrayEntries(variable: Variable): [string, string][] {
  if (!variable.items) return variable.value === undefined ? [] : [['0', variable.value]]
  const entries = [...variable.items]
  return variable.associative ? entries : entries.sort(([a], [b]) => Number(a) - Number(b))
}

export function quoteForShell(value: string): string {
  if (value !== '' && /^[\w@%+=:,./-]+$/.test(value)) return value
  // oxlint-disable-next-line no-control-regex -- control characters need another kind of quotes
  if (/[\u0000-\u001f]/.test(value))
    return `$'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n').replaceAll('\t', '\\t').replaceAll('\r', '\\r').replaceAll('\u001b', '\\E')}'`
  return `'${value.replaceAll("'", "'\\''")}'`
}
