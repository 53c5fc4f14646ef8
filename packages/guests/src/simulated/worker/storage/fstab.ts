/** A line of /etc/fstab. */
export interface FstabEntry {
  readonly source: string
  readonly path: string
  readonly type: string
  readonly options: readonly string[]
}

export function parseFstab(text: string): FstabEntry[] {
  return text.split('\n').flatMap((line) => {
    const [source, path, type, options] = line.trim().split(/\s+/)
    if (source === undefined || source === '' || source.startsWith('#') || path === undefined)
      return []
    return [
      {
        source,
        path: path.replaceAll('\\040', ' '),
        type: type ?? 'auto',
        options: (options ?? 'defaults').split(','),
      },
    ]
  })
}
