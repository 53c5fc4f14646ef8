import { createCaller, textAt } from './caller.ts'
import { steps } from './world-steps.ts'
import { applyQuota } from '../../services/service-quotas/quotas.ts'
import { setRetention } from '../../services/ec2/recycle-bin/recycle-bin.ts'
import type { TestCloud, Who } from '@brume/test-kit'

/** The id of a thing in the world, by the name that its step gives it. */
export type Ids = (name: string) => string

export interface EverywhereWorld {
  readonly ids: Ids
  /** Every id in it. */
  readonly all: ReadonlyMap<string, string>
}

/** Where operations stand that cannot be called where the others can. */
export const elsewhere = 'eu-north-1'

/** One account with at least one of everything that an operation can be asked about. */
export async function furnishWorld(
  cloud: TestCloud,
  who: Required<Pick<Who, 'account' | 'region'>>,
): Promise<EverywhereWorld> {
  const all = new Map([['account', who.account]])
  const ids: Ids = (name) => {
    const id = all.get(name)
    if (id === undefined) throw new Error(`The world has no ${name}`)
    return id
  }
  const here = createCaller(cloud.config(who))
  const there = createCaller(cloud.config({ ...who, region: elsewhere }))
  cloud.engine.transact(who, (ctx) => {
    applyQuota(ctx, 'elasticIps', 20)
    for (const kind of ['snapshot', 'image', 'volume'] as const) setRetention(ctx, kind, 7)
  })
  for (const [name, id] of await receiveFromNeighbour(cloud, who)) all.set(name, id)
  for (const step of steps) {
    const output = await (step.elsewhere ? there : here).call(step.operation, step.input(ids))
    for (const [name, path] of Object.entries(step.names ?? {})) all.set(name, textAt(output, path))
  }
  here.close()
  there.close()
  return { ids, all }
}

/** What another account gives this one: an Elastic IP that it offers, an image that it shares. */
async function receiveFromNeighbour(
  cloud: TestCloud,
  to: Required<Pick<Who, 'account' | 'region'>>,
): Promise<ReadonlyMap<string, string>> {
  const neighbour = createCaller(cloud.config({ ...to, account: '590000000000' }))
  const made = await neighbour.call('AllocateAddress', {})
  await neighbour.call('EnableAddressTransfer', {
    AllocationId: textAt(made, 'AllocationId'),
    TransferAccountId: to.account,
  })
  const { Images } = await neighbour.call('DescribeImages', {
    Owners: ['amazon'],
    Filters: [{ Name: 'name', Values: ['al2023-ami-2023*-x86_64'] }],
  })
  const copy = await neighbour.call('CopyImage', {
    Name: 'shared',
    SourceImageId: textAt(Images, '0.ImageId'),
    SourceRegion: to.region,
  })
  const ImageId = textAt(copy, 'ImageId')
  await neighbour.call('ModifyImageAttribute', {
    ImageId,
    LaunchPermission: { Add: [{ UserId: to.account }] },
  })
  neighbour.close()
  return new Map([
    ['offeredAddress', textAt(made, 'PublicIp')],
    ['sharedImage', ImageId],
  ])
}
