/** A line of `df`. */
export interface Row {
  readonly source: string
  readonly type: string
  readonly size: number
  readonly used: number
  readonly available: number
  readonly path: string
  readonly inodes: { readonly total: number; readonly used: number }
}

interface Field {
  readonly head: string
  readonly width: number
  readonly isText?: boolean
  readonly of: (row: Row) => string
}

function percent(used: number, available: number): string {
  return used + available <= 0 ? '-' : `${Math.ceil((used / (used + available)) * 100)}%`
}

/** The columns by the names that `--output` has for them. */
export function dfFields(
  amount: (bytes: number) => string,
  { unit, isHuman }: { readonly unit: string; readonly isHuman: boolean },
): Readonly<Record<string, Field>> {
  const number = (head: string, of: Field['of'], width = 5): Field => ({ head, width, of })
  const text = (head: string, of: Field['of'], width = 0): Field => ({
    head,
    width,
    isText: true,
    of,
  })
  return {
    source: text('Filesystem', (row) => row.source, 14),
    fstype: text('Type', (row) => row.type, 4),
    itotal: number('Inodes', ({ inodes }) => String(inodes.total)),
    iused: number('IUsed', ({ inodes }) => String(inodes.used)),
    iavail: number('IFree', ({ inodes }) => String(inodes.total - inodes.used)),
    ipcent: number('IUse%', ({ inodes }) => percent(inodes.used, inodes.total - inodes.used), 4),
    size: number(unit, (row) => amount(row.size)),
    used: number('Used', (row) => amount(row.used)),
    avail: number(isHuman ? 'Avail' : 'Available', (row) => amount(row.available)),
    pcent: number('Use%', (row) => percent(row.used, row.available), 4),
    file: text('File', () => '-'),
    target: text('Mounted on', (row) => row.path),
  }
}

/** Which columns the options ask for. */
export function chosenFields(flags: ReadonlyMap<string, string>): readonly string[] {
  const output = flags.get('output')
  if (output !== undefined && output !== '') return output.split(',')
  const inodes = ['itotal', 'iused', 'iavail', 'ipcent']
  const blocks = ['size', 'used', 'avail', 'pcent']
  if (output !== undefined) return ['source', 'fstype', ...inodes, ...blocks, 'file', 'target']
  const type = flags.has('T') || flags.has('print-type') ? ['fstype'] : []
  return ['source', ...type, ...(flags.has('i') ? inodes : blocks), 'target']
}

export function total(rows: readonly Row[]): Row {
  const sum = (of: (row: Row) => number): number => rows.reduce((all, row) => all + of(row), 0)
  return {
    source: 'total',
    type: '-',
    size: sum((row) => row.size),
    used: sum((row) => row.used),
    available: sum((row) => row.available),
    path: '-',
    inodes: { total: sum(({ inodes }) => inodes.total), used: sum(({ inodes }) => inodes.used) },
  }
}

export function fieldTable(fields: readonly Field[], rows: readonly Row[]): string {
  const table = [
    fields.map(({ head }) => head),
    ...rows.map((row) => fields.map(({ of }) => of(row))),
  ]
  const widths = fields.map(({ width }, at) =>
    Math.max(width, ...table.map((cells) => cells[at]?.length ?? 0)),
  )
  return table
    .map((cells) => {
      const padded = cells.map((cell, at) => {
        const width = widths[at] ?? 0
        if (!fields[at]?.isText) return cell.padStart(width)
        return at === cells.length - 1 ? cell : cell.padEnd(width)
      })
      return `${padded.join(' ')}\n`
    })
    .join('')
}
