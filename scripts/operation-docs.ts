// What `docs/supported-operations.md` says of each operation: read from the doc comment above the operation in its own module.
import { globSync, readFileSync } from 'node:fs'
import { basename, dirname, relative } from 'node:path'

/** Texts are Markdown in one line. */
export interface OperationDoc {
  readonly name: string
  /** The folder; empty for a service without folders. */
  readonly resource: string
  readonly does: string
  readonly limits: string
  readonly differs: string
}

/** What the modules of a service say of these operations, by name; undefined of one that says nothing. */
export function readOperationDocs(
  servicePath: string,
  names: Iterable<string>,
): ReadonlyMap<string, OperationDoc | undefined> {
  const modules = new Map(
    globSync(`${servicePath}/**/[A-Z]*.ts`).map((path) => [basename(path, '.ts'), path]),
  )
  return new Map(
    [...names].map((name) => {
      const path = modules.get(name)
      if (path === undefined) return [name, undefined]
      const said = parseOperationDoc(name, readFileSync(path, 'utf8'))
      return [name, said && { ...said, name, resource: relative(servicePath, dirname(path)) }]
    }),
  )
}

/**
 * The first paragraph is what it does; `@limits` and `@differs` follow. Members that the module refuses by `refuseMembers` are
 * told without being written down.
 */
export function parseOperationDoc(
  name: string,
  source: string,
): Pick<OperationDoc, 'does' | 'limits' | 'differs'> | undefined {
  const comment = new RegExp(
    String.raw`/\*\*((?:(?!\*/)[\s\S])*)\*/\nexport const ${name} = `,
  ).exec(source)?.[1]
  if (comment === undefined) return undefined
  const text = comment.replace(/^[ \t]*\* ?/gm, '').trim()
  const [does = '', ...tags] = text.split(/^@/m)
  const tag = (wanted: string): string => {
    const found = tags.find((each) => each.startsWith(`${wanted} `))
    return found === undefined ? '' : oneLine(found.slice(wanted.length))
  }
  const body = oneLine(does.split('\n\n')[0] ?? '').replace(/ ?https:\/\/\S+/g, '')
  if (body === '') return undefined
  const differs = [tag('differs'), refusedMembers(name, source)].filter((each) => each !== '')
  return { does: body, limits: tag('limits'), differs: differs.join(' ') }
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()

function refusedMembers(name: string, source: string): string {
  const calls = source.matchAll(
    new RegExp(String.raw`refuseMembers\(\s*'${name}',\s*\w+,\s*\[([^\]]*)\]`, 'g'),
  )
  const members = [...calls].flatMap(([, list = '']) =>
    [...list.matchAll(/'(\w+)'/g)].map(([, member = '']) => `\`${member}\``),
  )
  return members.length === 0 ? '' : `Refused: ${members.join(', ')}.`
}

const acronyms: Readonly<Record<string, string>> = {
  vpc: 'VPC',
  vpcs: 'VPCs',
  dhcp: 'DHCP',
  ebs: 'EBS',
  id: 'ID',
  nat: 'NAT',
  acls: 'ACLs',
}

/** `dhcp-options` as a heading: `DHCP options`. */
function headingOf(resource: string): string {
  const words = resource
    .split('-')
    .map((word) => acronyms[word] ?? word)
    .join(' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** One table for each resource. */
export function operationTables(docs: readonly OperationDoc[]): readonly string[] {
  const resources = Map.groupBy(docs, ({ resource }) => resource)
  return [...resources]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([resource, operations]) => [
      ...(resource === '' ? [] : [`### ${headingOf(resource)}`, '']),
      '| operation | what it does here | limits | what differs from AWS |',
      '| --- | --- | --- | --- |',
      ...operations.map(
        ({ name, does, limits, differs }) =>
          `| \`${name}\` | ${cell(does)} | ${cell(limits)} | ${cell(differs)} |`,
      ),
      '',
    ])
}

const cell = (text: string): string => text.replaceAll('|', String.raw`\|`)
