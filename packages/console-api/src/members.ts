/** Members of a structure by name; `true` is a member as a whole. Lists stand for their elements. */
export interface Members {
  readonly [name: string]: true | Members
}

/** The members that a structure has. */
export type MembersOf<T> = T extends readonly (infer Element)[]
  ? MembersOf<Element>
  : T extends object
    ? { readonly [K in keyof T]?: true | MembersOf<NonNullable<T[K]>> }
    : true

/** A structure with these members only. */
export type Only<T, M> = T extends readonly (infer Element)[]
  ? Only<Element, M>[]
  : T extends object
    ? {
        // by `as`, so that what may be missing may still be
        [K in keyof T as K extends keyof M ? K : never]: M[K & keyof M] extends true
          ? T[K]
          : Only<T[K], M[K & keyof M]>
      }
    : T
