import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { documentedFilters } from './services/ec2/filters.ts'
import { registry } from './services/registry.ts'
import { createCaller, type Caller } from './testing/everywhere/caller.ts'
import { loadInputFacts, type InputFacts } from './testing/everywhere/input-facts.ts'
import { specimens, standsElsewhere } from './testing/everywhere/specimens.ts'
import { elsewhere, furnishWorld, type EverywhereWorld } from './testing/everywhere/world.ts'
import { echoDriver } from './testing/echo-driver.ts'

let cloud: TestCloud
let world: EverywhereWorld
let here: Caller
let there: Caller
let stranger: Caller
let facts: (operation: string) => InputFacts
const who = { account: '510000000000', region: 'ap-northeast-2' }
beforeAll(async () => {
  facts = await loadInputFacts()
  cloud = await startTestCloud({ driver: echoDriver, speed: 'instant' })
  here = createCaller(cloud.config(who))
  there = createCaller(cloud.config({ ...who, region: elsewhere }))
  stranger = createCaller(cloud.config({ ...who, account: '520000000000' }))
  world = await furnishWorld(cloud, who)
})
afterAll(async () => {
  for (const c of [here, there, stranger]) c.close()
  await cloud.close()
})
const operations = [...registry.ec2.keys()]
const at = (operation: string) => (standsElsewhere.has(operation) ? there : here)
const taking = (m: string) => operations.filter((o) => facts(o).members.includes(m))
const dry = (operation: string, input: object) => facts(operation).members.includes('DryRun') ? { ...input, DryRun: true } : input
const idPattern = /^[a-z]+(-[a-z]+)*-[0-9a-f]{17}$/
/** all paths of ids */
function* replacements(input: unknown, by: (id: string) => string): Generator<[string, unknown]> {
  if (typeof input === 'string') { if (idPattern.test(input)) yield [input, by(input)]; return }
  if (typeof input !== 'object' || input === null || input instanceof Date || input instanceof Uint8Array) return
  for (const [k, v] of Object.entries(input)) for (const [id, r] of replacements(v, by)) {
    const copy: any = Array.isArray(input) ? [...input] : { ...input }
    copy[k] = r
    yield [id, copy]
  }
}
const countOf = (output: any) => Math.max(-1, ...Object.values(output).filter(Array.isArray).map((l: any) => l.length))

it('dry', async () => {
  const bad: string[] = []
  for (const operation of taking('DryRun')) {
    const input = specimens[operation]!(world.ids)
    const { error } = await at(operation).attempt(operation, { ...input, DryRun: true })
    if (error?.code !== 'DryRunOperation' || error.status !== 412) bad.push(`${operation}: ${error?.code} ${error?.message}`)
  }
  console.log('DRY', bad.join('\n'))
})
it('ids', async () => {
  const bad: string[] = []
  for (const operation of operations) {
    const input = specimens[operation]!(world.ids)
    for (const [id, changed] of replacements(input, (x) => x.replace(/[0-9a-f]{17}$/, '0fedcba9876543210'))) {
      const { output, error } = await at(operation).attempt(operation, dry(operation, changed as object))
      if (!error || !/NotFound|Unknown/.test(error.code)) bad.push(`${operation} unknown ${id}: ${error?.code ?? JSON.stringify(output)?.slice(0, 200)} ${error?.message}`)
    }
    for (const [id, changed] of replacements(input, () => 'nonsense')) {
      const { output, error } = await at(operation).attempt(operation, dry(operation, changed as object))
      if (!error || !/NotFound|Malformed|Unknown|Invalid/.test(error.code)) bad.push(`${operation} nonsense ${id}: ${error?.code ?? JSON.stringify(output)?.slice(0, 200)} ${error?.message}`)
    }
    if ([...replacements(input, (x) => x)].length > 0) {
      const { output, error } = await stranger.attempt(operation, dry(operation, input))
      if (!error || !/NotFound|Unknown/.test(error.code)) bad.push(`${operation} stranger: ${error?.code ?? JSON.stringify(output)?.slice(0, 200)} ${error?.message}`)
    }
  }
  console.log('IDS', bad.join('\n'))
})
it('required', async () => {
  const bad: string[] = []
  for (const operation of operations) {
    const input: any = specimens[operation]!(world.ids)
    for (const r of facts(operation).required) {
      if (!(r in input)) { bad.push(`${operation} specimen lacks ${r}`); continue }
      const { [r]: _, ...rest } = input
      const { error } = await at(operation).attempt(operation, dry(operation, rest))
      if (error?.code !== 'MissingParameter') bad.push(`${operation} without ${r}: ${error?.code}: ${error?.message}`)
    }
    const { error } = await stranger.attempt(operation, dry(operation, {}))
    if (error && error.status >= 500 ) bad.push(`${operation} {}: ${error?.code}: ${error?.message}`)
    if (!error && !/^(Describe|Get|List)/.test(operation)) bad.push(`${operation} {}: ok`)
  }
  console.log('REQ', bad.join('\n'))
})
it('paging', async () => {
  const bad: string[] = []
  for (const operation of taking('NextToken')) {
    const input: any = specimens[operation]!(world.ids)
    const req = Object.fromEntries(facts(operation).required.map((r) => [r, input[r]]))
    const base = facts(operation).required.length ? req : {}
    const extra = operation === 'DescribeImageReferences' ? input : operation === 'DescribeFleetHistory' ? input : base
    const t = await here.attempt(operation, { ...extra, NextToken: 'nonsense' })
    if (!t.error || !/The token is invalid|NextToken/.test(t.error.message + t.error.code)) bad.push(`${operation} token: ${t.error?.code}: ${t.error?.message}`)
    const results = []
    for (const n of [-1, 0, 1, 4, 5, 200, 201, 255, 256, 500,501, 1000, 1001, 100000]) {
      const r = await here.attempt(operation, { ...extra, MaxResults: n })
      results.push(r.error ? `${n}✗` : `${n}`)
    }
    bad.push(`${operation} ${results.join(' ')}`)
    const idm = Object.keys(input).find((k) => /Ids$|Names$/.test(k) && Array.isArray(input[k]))
    if (idm) { const r = await here.attempt(operation, { ...input, MaxResults: 100 }); bad.push(`   ${operation} ids+max: ${r.error?.code} ${r.error?.message}`) }
  }
  console.log('PAGE', bad.join('\n'))
})
it('filters', async () => {
  const bad: string[] = []
  for (const operation of operations) {
    const key = facts(operation).members.includes('Filters') ? 'Filters' : facts(operation).members.includes('Filter') ? 'Filter' : undefined
    if (!key) continue
    const names = documentedFilters(operation)
    if (names.size === 0) { bad.push(`${operation}: no documented filters`) }
    const input: any = specimens[operation]!(world.ids)
    const base = Object.fromEntries(facts(operation).required.map((r) => [r, input[r]]))
    const all = await here.attempt(operation, base)
    const n = all.output ? countOf(all.output) : -1
    if (n < 1) bad.push(`${operation}: lists ${n} ${all.error?.message ?? ''}`)
    for (const raw of names) {
      const name = raw.replace(/:?<.*$|:key$/, ':sweep').replace('tag:sweep', 'tag:sweep')
      const none = await here.attempt(operation, { ...base, [key]: [{ Name: name, Values: ['no-such-value'] }] })
      if (none.error) { bad.push(`${operation} ${raw}: ${none.error.code} ${none.error.message}`); continue }
      if (countOf(none.output) > 0) bad.push(`${operation} ${raw}: takes everything ${countOf(none.output)}`)
      const any = await here.attempt(operation, { ...base, [key]: [{ Name: name, Values: ['*'] }] })
      if (any.error) bad.push(`${operation} ${raw} *: ${any.error.code}`)
      else if (countOf(any.output) === 0 && n > 0) bad.push(`${operation} ${raw}: * finds none`)
    }
    const unknown = await here.attempt(operation, { ...base, [key]: [{ Name: 'no-such-filter', Values: ['x'] }] })
    if (unknown.error?.code !== 'InvalidParameterValue') bad.push(`${operation} unknown filter: ${unknown.error?.code}`)
  }
  console.log('FILTERS', bad.join('\n'))
})
