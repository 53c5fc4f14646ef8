/** An item as JSON, member by member. */
export interface ItemJson {
  readonly names: readonly string[]
  readonly texts: readonly string[]
}

/** Spells items as JSON. What neighbours both say is spelt once and is one string: cheap to make, to keep, to compare, to tell. */
export class ItemSpeller {
  readonly #shapes = new Map<string, readonly string[]>()
  /** What each member said last. */
  readonly #last = new Map<string, { value: unknown; text: string | undefined }>()

  spell(item: unknown): ItemJson {
    const names: string[] = []
    const texts: string[] = []
    for (const [name, value] of Object.entries(Object(item))) {
      const text = this.#spellMember(name, value)
      if (text === undefined) continue
      names.push(name)
      texts.push(text)
    }
    const shape = names.join()
    const known = this.#shapes.get(shape)
    if (!known) this.#shapes.set(shape, names)
    return { names: known ?? names, texts }
  }

  #spellMember(name: string, value: unknown): string | undefined {
    const last = this.#last.get(name)
    if (last?.value === value) return last?.text
    const text: string | undefined = JSON.stringify(value)
    if (!last) this.#last.set(name, { value, text })
    else {
      last.value = value
      if (text !== last.text) last.text = text
    }
    return last ? last.text : text
  }
}

export function sameJson(one: ItemJson, other: ItemJson): boolean {
  return one.names === other.names && one.texts.every((text, index) => text === other.texts[index])
}

/** Puts items together as the JSON of `PackedItems`. */
export class ItemPacker {
  readonly #shapes = new Map<readonly string[], number>()
  readonly #values = new Map<string, number>()
  readonly #rows: string[] = []
  /** About how long the JSON is. */
  length = 0

  get count(): number {
    return this.#rows.length
  }

  add({ names, texts }: ItemJson): void {
    let row = `[${place(this.#shapes, names)}`
    for (const text of texts) {
      const known = this.#values.size
      row += `,${place(this.#values, text)}`
      if (this.#values.size > known) this.length += text.length + 1
    }
    this.#rows.push(`${row}]`)
    this.length += row.length + 2
  }

  json(): string {
    const shapes = JSON.stringify([...this.#shapes.keys()])
    return `{"shapes":${shapes},"values":[${[...this.#values.keys()].join()}],"rows":[${this.#rows.join()}]}`
  }
}

/** Where something stands among what is told once. */
function place<T>(known: Map<T, number>, one: T): number {
  let at = known.get(one)
  if (at === undefined) known.set(one, (at = known.size))
  return at
}
