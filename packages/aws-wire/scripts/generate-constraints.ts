/**
 * Makes src/constraints/<service>.json from a file of AWS's model constraints (enums, ranges, patterns and number kinds
 * of request members); a service that the file lacks is read from botocore's model of it. The SDK's schemas leave lists
 * of plain values nameless; which list a member is comes from botocore's models too. Usage: node scripts/generate-constraints.ts <constraints.json> <botocore/data>
 */
import { globSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { gunzipSync } from 'node:zlib'
import type { Constraint, ConstraintTable } from '../src/constraint-table.ts'
import { serviceInfo, services } from '../src/services.ts'
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
  readonly metadata: { readonly apiVersion: string }
  readonly operations: Readonly<Record<string, { readonly input?: ShapeName }>>
  readonly shapes: Readonly<Record<string, BotocoreShape>>
}

interface ShapeName {
  readonly shape: string
}

interface BotocoreShape extends Constraint {
  readonly type: string
  readonly members?: Readonly<Record<string, ShapeName>>
  readonly member?: ShapeName
  readonly key?: ShapeName
  readonly value?: ShapeName
}

const [, , path, botocore] = process.argv
if (!path || !botocore) {
  throw new Error('usage: node scripts/generate-constraints.ts <constraints.json> <botocore/data>')
}
const source: Source = JSON.parse(await readFile(path, 'utf8'))
const generated = new Date().toISOString().slice(0, 10)

const lacking = services.filter(({ name }) => !source.services[name])
const sources: readonly (readonly [name: string, service: SourceService, from: string])[] = [
  ...Object.entries(source.services).map(
    ([name, service]) => [name, service, source.source] as const,
  ),
  ...(await Promise.all(
    lacking.map(async ({ name }) => {
      const model = await readModel(name)
      const from = `botocore ${directoryOf(name)}/${model.metadata.apiVersion}`
      return [name, constraintsOf(model), from] as const
    }),
  )),
]

for (const [name, service, from] of sources) {
  const table = tableOf(service, unenforced[serviceInfo(name).name] ?? {}, await listNames(name))
  const file = new URL(`../src/constraints/${name}.json`, import.meta.url)
  const text = JSON.stringify({ source: from, generated, ...table })
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
  const { shapes } = await readModel(service)
  return Object.entries(shapes).flatMap(([structure, { members = {} }]) =>
    Object.entries(members)
      .map(([member, { shape }]) => ({ structure, member, list: shape }))
      .filter(({ list }) => shapes[list]?.type === 'list'),
  )
}

/** Where botocore keeps a service that it calls otherwise. */
function directoryOf(service: string): string {
  const others: Readonly<Record<string, string>> = {
    'elastic-load-balancing-v2': 'elbv2',
    'auto-scaling': 'autoscaling',
    'cost-explorer': 'ce',
  }
  return others[service] ?? service
}

/** The newest model of a service; distributions keep them packed or plain. */
async function readModel(service: string): Promise<BotocoreModel> {
  const [file] = globSync(`${botocore}/${directoryOf(service)}/*/service-2.json{,.gz}`)
    .toSorted()
    .toReversed()
  if (!file) throw new Error(`no model of ${service} in ${botocore}`)
  const bytes = await readFile(file)
  const model: BotocoreModel = JSON.parse(String(file.endsWith('.gz') ? gunzipSync(bytes) : bytes))
  return model
}

/** What a model says of everything that can stand in a request. */
function constraintsOf({ operations, shapes }: BotocoreModel): SourceService {
  const members: Record<string, string> = {}
  const used: Record<string, Constraint> = {}
  const visit = ({ shape: name }: ShapeName): void => {
    const shape = shapes[name]
    if (!shape || used[name]) return
    const { type, min, max, pattern } = shape
    const isNumber = type === 'integer' || type === 'long' || type === 'double' || type === 'float'
    used[name] = {
      ...(shape.enum ? { enum: shape.enum } : {}),
      ...(min !== undefined ? { min } : {}),
      ...(max !== undefined ? { max } : {}),
      ...(pattern !== undefined ? { pattern } : {}),
      ...(isNumber ? { type } : {}),
    }
    const parts: readonly (readonly [key: string, to: ShapeName | undefined])[] = [
      ...Object.entries(shape.members ?? {}).map(([key, to]) => [`${name}.${key}`, to] as const),
      [`${name}[]`, shape.member],
      [`${name}{key}`, shape.key],
      [`${name}{value}`, shape.value],
    ]
    for (const [key, to] of parts) {
      if (!to) continue
      members[key] = to.shape
      visit(to)
    }
  }
  for (const { input } of Object.values(operations)) if (input) visit(input)
  return { members, shapes: used }
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
