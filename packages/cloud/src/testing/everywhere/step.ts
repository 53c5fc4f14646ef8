import type { Ids } from './world.ts'

/** One call on the way to the world, and what it calls the things in the answer. */
export interface Step {
  readonly operation: string
  readonly input: (ids: Ids) => object
  readonly names?: Readonly<Record<string, string>>
  /** In the other Region. */
  readonly elsewhere?: boolean
}

/** A step in the Region where the operations stand. */
export const step = (
  operation: string,
  input: object | ((ids: Ids) => object),
  names?: Readonly<Record<string, string>>,
): Step => ({
  operation,
  input:
    typeof input === 'function' ? (ids) => Reflect.apply(input, undefined, [ids]) : () => input,
  ...(names && { names }),
})
export const filter = (Name: string, ...Values: string[]) => ({ Filters: [{ Name, Values }] })

/** The same in the other Region. */
export const far = (each: Step): Step => ({ ...each, elsewhere: true })
