import { openRawConnection } from '@brume/test-kit/raw-connection'
import { ec2, filter, runInstances, tags } from './requests.ts'
import { said, type State } from './state.ts'

export interface Timed {
  /** Median. */
  readonly us: number
  readonly bytes: number
}

const rounds = 300
const page = { MaxResults: 100 }

/**
 * The ten calls that consoles and tools make most, in turns, so that each read comes after writes and finds nothing kept
 * for it that a write has made stale.
 */
export async function timeTenCalls(port: number, state: State): Promise<Map<string, Timed>> {
  const connection = openRawConnection(port)
  try {
    const times = new Map<string, { us: number[]; bytes: number }>()
    for (let round = 0; round < rounds; round += 1) {
      const id = (of: readonly string[]): string => of[(round * 7919) % of.length] ?? ''
      const calls: Readonly<Record<string, string>> = {
        'DescribeInstances by id': ec2('DescribeInstances', {
          'InstanceId.1': id(state.instances),
        }),
        'DescribeInstances by tag': ec2('DescribeInstances', {
          ...filter('tag:Name', 'web-0'),
          ...page,
        }),
        'DescribeInstances by state, a page of 100': ec2('DescribeInstances', {
          ...filter('instance-state-name', 'running'),
          ...page,
        }),
        'DescribeInstanceStatus by id': ec2('DescribeInstanceStatus', {
          'InstanceId.1': id(state.instances),
        }),
        'DescribeVolumes by attachment': ec2('DescribeVolumes', {
          ...filter('attachment.instance-id', id(state.instances)),
          ...page,
        }),
        'DescribeSecurityGroups by id': ec2('DescribeSecurityGroups', {
          'GroupId.1': id(state.groups),
        }),
        'DescribeTags by resource': ec2('DescribeTags', {
          ...filter('resource-id', id(state.instances)),
          ...page,
        }),
        CreateTags: ec2('CreateTags', {
          'ResourceId.1': id(state.instances),
          ...tags('', { Round: String(round) }),
        }),
      }
      for (const [name, request] of Object.entries(calls)) await time(name, request)
      const made = await time('RunInstances', runInstances(1, { Name: 'timed' }))
      const ended = /<instanceId>(i-\w+)/.exec(made)?.[1] ?? ''
      await time('TerminateInstances', ec2('TerminateInstances', { 'InstanceId.1': ended }))
    }
    return new Map([...times].map(([name, { us, bytes }]) => [name, { us: median(us), bytes }]))

    async function time(name: string, request: string): Promise<string> {
      const startedAt = performance.now()
      const text = await said(connection, request)
      const us = (performance.now() - startedAt) * 1000
      const known = times.get(name)
      if (known) {
        known.us.push(us)
        known.bytes = text.length
      } else times.set(name, { us: [us], bytes: text.length })
      return text
    }
  } finally {
    connection.close()
  }
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}
