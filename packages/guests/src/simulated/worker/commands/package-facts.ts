/** What a package puts on a disk. Paths that end in `/` are directories. */
export interface PackageFacts {
  readonly name: string
  readonly version: string
  readonly summary: string
  readonly aliases?: readonly string[]
  readonly only?: 'debian' | 'redhat' | 'suse'
  readonly programs?: Readonly<Record<string, string>>
  readonly files?: Readonly<Record<string, string>>
  readonly debian?: Readonly<Record<string, string>>
  readonly redhat?: Readonly<Record<string, string>>
  /** Symbolic links, and what they point to. */
  readonly links?: Readonly<Record<string, string>>
  readonly debianLinks?: Readonly<Record<string, string>>
  readonly user?: string
  readonly group?: string
  readonly unit?: string
  readonly needs?: readonly string[]
}
