/**
 * Makes src/constraints/<service>.json from a file of AWS's model constraints (enums, ranges, patterns and number kinds
 * of request members). The SDK's schemas leave lists of plain values nameless; which list a member is comes from
 * botocore's service models. Usage: node scripts/generate-constraints.ts <constraints.json> <botocore/data>
 */
import { globSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { gunzipSync } from 'node:zlib'
import type { Constraint, ConstraintTable } from '../src/constraint-table.ts'
import { serviceInfo } from '../src/services.ts'
import { unenforced } from '../src/unenforced.ts'

interface Source {
  readonly source: string
  readonly services: Readonly<Record<string, SourceService>>
}

interface SourceService {
  /** `Structure.Member`, `List[]`, `Map{key}` or `Map{value}` to the name of a shape. */
  readonly members: Readonly<Record<string, string>>
  readonly shapes: Readonly<Record<string, Constraint>>
}

/** The part of a botocore service model that is read. */
interface BotocoreModel {
  readonly shapes: Readonly<Record<string, BotocoreShape>>
}

interface BotocoreShape {
  readonly type: string
  readonly members?: Readonly<Record<string, { readonly shape: string }>>
}

const [, , path, botocore] = process.argv
if (!path || !botocore) {
  throw new Error('usage: node scripts/generate-constraints.ts <constraints.json> <botocore/data>')
}
const source: Source = JSON.parse(await readFile(path, 'utf8'))
const generated = new Date().toISOString().slice(0, 10)

for (const [name, service] of Object.entries(source.services)) {
  const table = tableOf(service, unenforced[serviceInfo(name).name] ?? {}, await listNames(name))
  const file = new URL(`../src/constraints/${name}.json`, import.meta.url)
  const text = JSON.stringify({ source: source.source, generated, ...table })
  await writeFile(file, `${text}\n`)
  console.log(`${name}: ${text.length} bytes, ${table.shapes.length} shapes`)
}

function tableOf(
  service: SourceService,
  skipped: Readonly<Record<string, string>>,
  lists: readonly ListName[],
): Omit<ConstraintTable, 'source' | 'generated'> {
  const shapes: Constraint[] = []
  const known = new Map<string, number>()
  const members: Record<string, Record<string, number>> = {}
  const memberItems: Record<string, Record<string, number>> = {}
  const items: Record<string, number> = {}
  const mapKeys: Record<string, number> = {}
  const mapValues: Record<string, number> = {}

  const intern = (shape: string): number | undefined => {
    const constraint = skipped[shape] === undefined ? enforceable(service.shapes[shape]) : undefined
    if (!constraint) return undefined
    const text = JSON.stringify(constraint)
    const index = known.get(text) ?? shapes.push(constraint) - 1
    known.set(text, index)
    return index
  }
  const put = (into: Record<string, number>, key: string, index: number | undefined): void => {
    if (index !== undefined) into[key] = index
  }

  for (const [key, shape] of Object.entries(service.members)) {
    const list = /^(.+)\[\]$/.exec(key)?.[1]
    const map = /^(.+)\{(key|value)\}$/.exec(key)
    const [structure, member] = key.split('.')
    if (list) put(items, list, intern(shape))
    else if (map?.[1]) put(map[2] === 'key' ? mapKeys : mapValues, map[1], intern(shape))
    else if (structure && member) {
      put((members[structure] ??= {}), member, intern(shape))
    }
  }
  for (const { structure, member, list } of lists) {
    const item = service.members[`${list}[]`]
    if (item) put((memberItems[structure] ??= {}), member, intern(item))
  }
  return {
    shapes,
    members: filled(members),
    memberItems: filled(memberItems),
    items,
    mapKeys,
    mapValues,
  }
}

interface ListName {
  readonly structure: string
  readonly member: string
  readonly list: string
}

/** Every member that is a list, with the name of the list. */
async function listNames(service: string): Promise<ListName[]> {
  const directory =
    service === 'elastic-load-balancing-v2' ? 'elbv2' : service.replace('auto-s', 'autos')
  const [file] = globSync(`${botocore}/${directory}/*/service-2.json.gz`).toSorted().toReversed()
  if (!file) throw new Error(`no model of ${service} in ${botocore}`)
  const { shapes }: BotocoreModel = JSON.parse(gunzipSync(await readFile(file)).toString())
  return Object.entries(shapes).flatMap(([structure, { members = {} }]) =>
    Object.entries(members)
      .map(([member, { shape }]) => ({ structure, member, list: shape }))
      .filter(({ list }) => shapes[list]?.type === 'list'),
  )
}

/** Drops what says nothing: a floating number, a length of at least none. */
function enforceable(constraint: Constraint | undefined): Constraint | undefined {
  if (!constraint) return undefined
  const { type, min, max, pattern } = constraint
  const isNumber = type !== undefined
  const kept: Constraint = {
    ...(constraint.enum ? { enum: constraint.enum } : {}),
    ...(min !== undefined && (isNumber || min > 0) ? { min } : {}),
    ...(max !== undefined ? { max } : {}),
    ...(pattern !== undefined ? { pattern } : {}),
    ...(type === 'integer' || type === 'long' ? { type } : {}),
  }
  return Object.keys(kept).length > 0 ? kept : undefined
}

function filled(
  structures: Record<string, Record<string, number>>,
): Record<string, Record<string, number>> {
  return Object.fromEntries(
    Object.entries(structures).filter(([, members]) => Object.keys(members).length > 0),
  )
}
