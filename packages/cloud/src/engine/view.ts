import type { Collection, ReadRecords, Stored } from './collection.ts'

/**
 * A derived object per record, kept until the record or one it depends on changes: the SDK-shaped answer of an instance.
 * The wire layer caches encoded text by the object's identity, so an unchanged record costs no work in a long list.
 */
export interface View<R extends Stored, Out extends object> {
  readonly of: Collection<R, string>
  readonly compute: (db: ReadRecords, record: R) => Out
}

/** A view of whatever record. */
export interface AnyView {
  readonly of: { readonly name: string }
  readonly compute: (db: ReadRecords, record: never) => object
}

interface Dependent {
  readonly view: AnyView
  readonly ids: (record: never) => readonly string[]
}

const dependents = new Map<string, Dependent[]>()

/** Declares a view at module level; `dependsOn` lists the other collections (same scope) that `compute` reads. */
export function view<R extends Stored, I extends string, Out extends object>(definition: {
  of: Collection<R, I>
  dependsOn?: readonly Dependency[]
  compute: (db: ReadRecords, record: R) => Out
}): View<R, Out> {
  const made: View<R, Out> = { of: definition.of, compute: definition.compute }
  register(definition.of.name, { view: made, ids: (record: R) => [record.id] })
  for (const { on, ids } of definition.dependsOn ?? []) register(on, { view: made, ids })
  return made
}

export interface Dependency {
  readonly on: string
  readonly ids: (record: never) => readonly string[]
}

/** One dependency, typed by its collection. */
export function dependency<R extends Stored, I extends string>(
  of: Collection<R, I>,
  ids: (record: R) => readonly string[],
): Dependency {
  return { on: of.name, ids }
}

function register(collectionName: string, dependent: Dependent): void {
  const known = dependents.get(collectionName)
  if (known) known.push(dependent)
  else dependents.set(collectionName, [dependent])
}

/** The views that a change in this collection touches. */
export function dependentsOf(collectionName: string): readonly Dependent[] {
  return dependents.get(collectionName) ?? []
}
