/** A level of parameter names, as a folder is one of files. */
export interface Folder {
  /** `/app/prod/`. */
  readonly path: string
  /** `prod`. */
  readonly name: string
  /** Of all parameters below it. */
  readonly count: number
  readonly folders: readonly Folder[]
}

/** The folders that the names stand in, below `path`. Names without a slash stand in none. */
export function foldersOf(names: readonly string[], path = '/'): readonly Folder[] {
  const below = new Map<string, string[]>()
  for (const name of names) {
    if (!name.startsWith(path)) continue
    const [folder = '', ...rest] = name.slice(path.length).split('/')
    if (rest.length === 0) continue
    const members = below.get(folder)
    if (members) members.push(name)
    else below.set(folder, [name])
  }
  return [...below]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, members]) => ({
      path: `${path}${name}/`,
      name,
      count: members.length,
      folders: foldersOf(members, `${path}${name}/`),
    }))
}

/** Whether a parameter stands in a folder or below it; all stand in the first. */
export function isIn(name: string, path: string): boolean {
  return path === '/' || name.startsWith(path)
}
