import { isDeepStrictEqual } from 'node:util'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { documentedFilters } from './services/ec2/filters.ts'
import { registry } from './services/registry.ts'
import { echoDriver } from './testing/echo-driver.ts'
import { createCaller, type Caller } from './testing/everywhere/caller.ts'
import { badTags, differently, tagged } from './testing/everywhere/creations.ts'
import { isExcepted } from './testing/everywhere/exceptions.ts'
import { loadInputFacts, type InputFacts } from './testing/everywhere/input-facts.ts'
import { countIn, idPattern, idsIn, spotsIn } from './testing/everywhere/inputs.ts'
import { specimens, standsElsewhere } from './testing/everywhere/specimens.ts'
import { elsewhere, furnishWorld, type EverywhereWorld } from './testing/everywhere/world.ts'

/**
 * The rules that hold for every operation of EC2, read off the registry and the service model: an operation that is added
 * needs a specimen call, is called with it through the SDK, and keeps all of them.
 */
const who = { account: '510000000000', region: 'ap-northeast-2' }
const operations = [...registry.ec2.keys()]
let cloud: TestCloud
let world: EverywhereWorld
let facts: (operation: string) => InputFacts
let callers: Readonly<Record<'here' | 'elsewhere' | 'stranger', Caller>>
beforeAll(async () => {
  facts = await loadInputFacts()
  cloud = await startTestCloud({ driver: echoDriver, speed: 'instant' })
  callers = {
    here: createCaller(cloud.config(who)),
    elsewhere: createCaller(cloud.config({ ...who, region: elsewhere })),
    stranger: createCaller(cloud.config({ ...who, account: '520000000000' })),
  }
  world = await furnishWorld(cloud, who)
})
afterAll(async () => {
  for (const caller of Object.values(callers)) caller.close()
  await cloud.close()
})

const taking = (member: string) =>
  operations.filter((operation) => facts(operation).members.includes(member))
const succeeding = (member: string) =>
  taking(member).filter((operation) => !isExcepted('neverSucceed', operation))
const specimen = (operation: string) => specimens[operation]?.(world.ids) ?? {}
const attempt = (operation: string, input: object) =>
  callers[standsElsewhere.has(operation) ? 'elsewhere' : 'here'].attempt(operation, input)
/** Where it can be asked for, nothing is done. */
const dry = (operation: string, input: object) =>
  facts(operation).members.includes('DryRun') ? { ...input, DryRun: true } : input
/** The specimen with nothing in it that need not be. */
const least = (operation: string) => {
  const { required } = facts(operation)
  const needed = [...required, ...(needs[operation] ?? [])]
  return Object.fromEntries(
    Object.entries(specimen(operation)).filter(([name]) => needed.includes(name)),
  )
}
/** What the model does not mark as required and AWS does require. */
const needs: Readonly<Record<string, readonly string[]>> = {
  DescribeImageReferences: ['IncludeAllResourceTypes'],
  DescribeReservedInstancesOfferings: ['InstanceType'],
  DescribeLaunchTemplateVersions: ['LaunchTemplateId'],
  GetSpotPlacementScores: ['InstanceTypes'],
}
const reads = /^(Describe|Get|List)/
/** Everything that is wrong, as one list. */
async function faults(
  of: readonly string[],
  check: (operation: string, fault: (text: string) => void) => Promise<void>,
): Promise<readonly string[]> {
  const found: string[] = []
  for (const operation of of) await check(operation, (text) => found.push(`${operation} ${text}`))
  return found
}
const said = (outcome: Awaited<ReturnType<Caller['attempt']>>) =>
  outcome.error ? `${outcome.error.code}: ${outcome.error.message}` : 'succeeded'

it('has a specimen of every operation', () => {
  expect(operations.filter((operation) => !specimens[operation])).toEqual([])
  expect(Object.keys(specimens).filter((name) => !registry.ec2.has(name))).toEqual([])
})

it('answers a valid dry run with DryRunOperation, and does nothing', async () => {
  const { version } = cloud.engine.world(who.account)
  const found = await faults(succeeding('DryRun'), async (operation, fault) => {
    const outcome = await attempt(operation, { ...specimen(operation), DryRun: true })
    const { code, status } = outcome.error ?? {}
    if (code !== 'DryRunOperation' || status !== 412) fault(said(outcome))
  })
  expect(found).toEqual([])
  expect(cloud.engine.world(who.account).version).toBe(version)
})

it('refuses a call without a required member, dry or not', async () => {
  const found = await faults(operations, async (operation, fault) => {
    const input = specimen(operation)
    for (const member of facts(operation).required) {
      const { [member]: given, ...rest } = Object(input)
      const outcome = await attempt(operation, dry(operation, rest))
      if (given === undefined || outcome.error?.code !== 'MissingParameter') {
        fault(`without ${member}: ${said(outcome)}`)
      }
    }
  })
  expect(found).toEqual([])
})

it('refuses ids that name nothing, that are none, and those of another account', async () => {
  const unknown = (id: string) => id.replace(/[0-9a-f]{17}$/, '0fedcba9876543210')
  const found = await faults(operations, async (operation, fault) => {
    if (isExcepted('takeUnknownIds', operation)) return
    const input = specimen(operation)
    const ids = spotsIn(input).filter(
      ({ value }) => typeof value === 'string' && idPattern.test(value),
    )
    for (const { value, path, replace } of ids) {
      if (isExcepted('takeUnknownIds', `${operation} ${path}`)) continue
      const missing = await attempt(operation, dry(operation, replace(unknown(String(value)))))
      if (!/NotFound|Unknown/.test(missing.error?.code ?? '')) fault(`${path}: ${said(missing)}`)
      const nonsense = await attempt(operation, dry(operation, replace('nonsense')))
      if (!/NotFound|Unknown|Malformed|Invalid/.test(nonsense.error?.code ?? '')) {
        fault(`${path} nonsense: ${said(nonsense)}`)
      }
    }
    if (ids.every(({ value }) => value === world.ids('publicImage'))) return
    const foreign = await callers.stranger.attempt(operation, dry(operation, input))
    if (!/NotFound|Unknown|AuthFailure/.test(foreign.error?.code ?? '')) {
      fault(`of another account: ${said(foreign)}`)
    }
  })
  expect(found).toEqual([])
})

it('lists nothing of another account or Region', async () => {
  const own = new Set([...world.all.values()].filter((id) => idPattern.test(id)))
  // Public, in the other Region, or shared with it by a peering.
  for (const name of ['publicImage', 'hostOffering', 'farTransit', 'transitPeering', 'transit']) {
    own.delete(world.ids(name))
  }
  const lists = operations.filter((operation) => reads.test(operation))
  const found = await faults(lists, async (operation, fault) => {
    for (const caller of [callers.stranger, callers.elsewhere]) {
      const { output } = await caller.attempt(operation, least(operation))
      for (const id of idsIn(output)) if (own.has(id)) fault(`shows ${id}`)
    }
  })
  expect(found).toEqual([])
})

it('pages within bounds, by tokens that it gave out', async () => {
  const found = await faults(succeeding('NextToken'), async (operation, fault) => {
    const input = least(operation)
    const strange = await attempt(operation, { ...input, NextToken: 'nonsense' })
    if (!strange.error?.message.includes('The token is invalid.')) fault(`token: ${said(strange)}`)
    if (!facts(operation).members.includes('MaxResults')) return
    const all = await attempt(operation, input)
    if (all.error) return fault(said(all))
    const most = isExcepted('largePages', operation) ? 100_000 : 1_000
    for (const MaxResults of [-1, ...(countIn(all.output) > 0 ? [most + 1] : [])]) {
      const refused = await attempt(operation, { ...input, MaxResults })
      if (!/InvalidParameterValue|InvalidMaxResults/.test(refused.error?.code ?? ''))
        fault(`${MaxResults}: ${said(refused)}`)
    }
    for (const MaxResults of [1, 5, 20, 1_000]) {
      const first = await attempt(operation, { ...input, MaxResults })
      if (first.error) continue
      if (countIn(first.output) > MaxResults) fault(`gives more than ${MaxResults}`)
      let seen = countIn(first.output)
      let token = first.output['NextToken']
      // DescribeSpotPriceHistory ends with an empty one, as AWS does.
      while (token !== undefined && token !== '') {
        const next = await attempt(operation, { ...input, MaxResults: 1000, NextToken: token })
        const page = next.error
          ? await attempt(operation, { ...input, MaxResults: 100, NextToken: token })
          : next
        if (page.error) return fault(said(page))
        seen += countIn(page.output)
        token = page.output['NextToken']
      }
      if (all.output['NextToken'] === undefined && seen !== countIn(all.output)) {
        fault(`pages give ${seen} of ${countIn(all.output)}`)
      }
      return
    }
    fault('takes no page size')
  })
  expect(found).toEqual([])
})

it('refuses MaxResults beside ids where AWS does', async () => {
  // As the documentation of MaxResults says, and of volumes and snapshots that of the ids.
  const refusing = [
    'DescribeInstanceCreditSpecifications',
    'DescribeInstanceEventWindows',
    'DescribeInstanceStatus',
    'DescribeInstanceTopology',
    'DescribeInstances',
    'DescribeNetworkInterfaces',
    'DescribeSnapshots',
    'DescribeVolumeStatus',
    'DescribeVolumes',
  ]
  const found = await faults(refusing, async (operation, fault) => {
    const outcome = await attempt(operation, { ...specimen(operation), MaxResults: 50 })
    if (outcome.error?.code !== 'InvalidParameterCombination') fault(said(outcome))
  })
  expect(found).toEqual([])
})

it('acts by every documented filter, and refuses every other', async () => {
  const found = await faults(
    [...succeeding('Filters'), ...succeeding('Filter')],
    async (operation, fault) => {
      const member = facts(operation).members.includes('Filters') ? 'Filters' : 'Filter'
      const input = least(operation)
      const ask = (Name: string, Values: readonly string[]) =>
        attempt(operation, { ...input, [member]: [{ Name, Values }] })
      for (const documented of documentedFilters(operation)) {
        if (isExcepted('refusedFilters', operation, documented)) continue
        const name = documented === 'tag' ? 'tag:Name' : documented
        const none = await ask(name, ['no-such-value'])
        // Some take addresses alone, and say so.
        if (none.error?.message.includes('no-such-value')) continue
        if (none.error) fault(`${name}: ${said(none)}`)
        else if (countIn(none.output) > 0) fault(`${name} is ignored`)
        const alternatives = await ask(name, ['no-such-value', '*', '?'])
        if (alternatives.error) fault(`${name} *: ${said(alternatives)}`)
      }
      const unknown = await ask('no-such-filter', ['x'])
      if (unknown.error?.code !== 'InvalidParameterValue') fault(`unknown: ${said(unknown)}`)
    },
  )
  expect(found).toEqual([])
})

it('takes tags where it makes something, of its own kind and within the limits', async () => {
  const found = await faults(taking('TagSpecifications'), async (operation, fault) => {
    const ResourceType = tagged[operation]
    const tag = (type: string | undefined, Tags: readonly object[]) =>
      attempt(operation, {
        ...specimen(operation),
        TagSpecifications: [{ ResourceType: type, Tags }],
        DryRun: true,
      })
    const strange = await tag('local-gateway', [{ Key: 'k', Value: 'v' }])
    if (strange.error?.code !== 'InvalidParameterValue') fault(`another kind: ${said(strange)}`)
    for (const [code, tags] of badTags) {
      const outcome = await tag(ResourceType, tags)
      if (outcome.error?.code !== code) fault(`${code}: ${said(outcome)}`)
    }
  })
  expect(found).toEqual([])
})

it('makes once what is asked for twice by one token, with its tags', async () => {
  const creating = [...new Set([...succeeding('ClientToken'), ...succeeding('TagSpecifications')])]
  const found = await faults(creating, async (operation, fault) => {
    const ResourceType = tagged[operation]
    const withTag = (Key: string) =>
      ResourceType && { TagSpecifications: [{ ResourceType, Tags: [{ Key, Value: operation }] }] }
    const hasToken = facts(operation).members.includes('ClientToken')
    const input = {
      ...specimen(operation),
      ...withTag('made-by'),
      ...(hasToken && { ClientToken: `once-${operation}` }),
    }
    const made = await attempt(operation, input)
    if (made.error) return fault(said(made))
    if (hasToken) {
      const again = await attempt(operation, input)
      if (again.error || !isDeepStrictEqual(idsIn(again.output), idsIn(made.output))) {
        fault(`repeated: ${said(again)}`)
      }
      const other = { ...input, ...differently[operation], ...withTag('other') }
      const mismatch = await attempt(operation, other)
      if (mismatch.error?.code !== 'IdempotentParameterMismatch') fault(`other: ${said(mismatch)}`)
    }
    if (!ResourceType) return
    const seen = await attempt('DescribeTags', {
      Filters: [
        { Name: 'tag:made-by', Values: [operation] },
        { Name: 'resource-type', Values: [ResourceType] },
      ],
    })
    if (seen.error || countIn(seen.output) === 0) fault('shows no tags')
  })
  expect(found).toEqual([])
})

it('answers every call that only reads, and every one that has no dry run', async () => {
  // What takes a token was called before, and some of it can be done only once.
  const called = operations.filter(
    (operation) =>
      reads.test(operation) ||
      !['DryRun', 'ClientToken'].some((member) => facts(operation).members.includes(member)),
  )
  const found = await faults(called, async (operation, fault) => {
    if (isExcepted('neverSucceed', operation)) return
    const outcome = await attempt(operation, specimen(operation))
    if (outcome.error) fault(said(outcome))
  })
  expect(found).toEqual([])
})
