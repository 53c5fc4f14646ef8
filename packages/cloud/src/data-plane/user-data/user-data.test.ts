import { readFileSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import {
  GetConsoleOutputCommand,
  RebootInstancesCommand,
  RunInstancesCommand,
} from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { imageReleases } from '../../catalogue/image-releases.ts'
import { catalogueImageId } from '../../catalogue/images.ts'
import { courses, type Course } from './courses.ts'

const region = 'ap-northeast-2'
const place = { account: '123456789012', region }

/** On a machine that has much else to do. */
const patienceMs = 600_000

let cloud: TestCloud
const instances = new Map<Course, string>()
/** The console 20 seconds after the launch, and when all is done. */
const early = new Map<Course, string>()
const consoles = new Map<Course, string>()
const looks = new Map<Course, string>()

/** All of them in one cloud, side by side: what they do takes no longer than the slowest. */
beforeAll(async () => {
  cloud = await startTestCloud()
  for (const course of courses) instances.set(course, await launch(course))
  await cloud.advance('20s')
  for (const course of courses) early.set(course, await consoleOf(course))
  await cloud.advance('160s')
  for (const course of courses) consoles.set(course, await consoleOf(course))
  await look(courses.filter((course) => course.look !== undefined))
}, patienceMs)
afterAll(() => cloud.close())

async function launch({ file, on = 'al2023', pack, volumeGiB }: Course): Promise<string> {
  const release = imageReleases.find(
    ({ distribution, architecture, deprecated }) =>
      distribution === on && architecture === 'x86_64' && deprecated === undefined,
  )
  const bytes = readFileSync(new URL(`fixtures/${file}`, import.meta.url))
  const packed = { gzip: gzipSync, base64: base64Of, crlf: crlfOf, plain: (all: Buffer) => all }
  const { Instances } = await cloud.ec2().send(
    new RunInstancesCommand({
      ImageId: catalogueImageId(release?.key ?? '', region),
      InstanceType: 't3.micro',
      MinCount: 1,
      MaxCount: 1,
      UserData: Buffer.from(packed[pack ?? 'plain'](bytes)).toString('base64'),
      ...(volumeGiB !== undefined && {
        BlockDeviceMappings: [{ DeviceName: '/dev/sdf', Ebs: { VolumeSize: volumeGiB } }],
      }),
    }),
  )
  return Instances?.[0]?.InstanceId ?? ''
}

const base64Of = (bytes: Buffer): Buffer => Buffer.from(bytes.toString('base64'))
const crlfOf = (bytes: Buffer): Buffer => Buffer.from(bytes.toString().replaceAll('\n', '\r\n'))

async function consoleOf(course: Course): Promise<string> {
  const InstanceId = instances.get(course)
  const { Output } = await cloud.ec2().send(new GetConsoleOutputCommand({ InstanceId }))
  return Buffer.from(Output ?? '', 'base64')
    .toString()
    .replaceAll('\r', '')
}

/** What a person finds who looks at the page or the files of each. */
async function look(at: readonly Course[]): Promise<void> {
  const found = at.map(async (course) => {
    const instanceId = instances.get(course) ?? ''
    const guest = cloud.engine.transact(place, (ctx) =>
      ctx.host.findGuest({ ...place, instanceId }),
    )
    const argv = ['/bin/bash', '-c', `{ ${course.look ?? ''}\n} 2>&1`]
    const process = await guest?.execute({ user: 'root', argv })
    if (!process) throw new Error(`No guest for ${course.file}`)
    process.stdin.end()
    looks.set(course, await text(process.stdout))
  })
  await cloud.advance('10s')
  await Promise.all(found)
}

const title = ({ file, on = 'al2023', pack }: Course): string =>
  `${file} on ${on}${pack === undefined ? '' : `, ${pack}`}`

describe('the user data of courses', () => {
  it.each(courses.map((course) => [title(course), course] as const))('%s', (_, course) => {
    const { sees = [], says = [], saysNot = [] } = course
    for (const expected of sees) expect(looks.get(course)).toMatch(expected)
    const said = consoles.get(course) ?? ''
    for (const expected of says) expect(said).toMatch(expected)
    for (const other of [
      ...saysNot,
      ...(course.fails ? [] : [/\[WARNING\]|FAILED|command not found/]),
    ])
      expect(said).not.toMatch(other)
    expect(said).toMatch(/Cloud-init v\. \S+ finished at/)
  })

  it('is on the console as it comes, not when it is over', () => {
    const course = courses.find(({ file }) => file === 'stress.sh')
    const said = (course && early.get(course)) ?? ''
    expect(said).toMatch(/dispatching hogs: 2 cpu/)
    expect(said).not.toContain('successful run completed')
  })

  it(
    'of the sort that runs at every boot runs again, the rest does not',
    async () => {
      const again = courses.filter(({ boots }) => boots !== undefined)
      const InstanceIds = again.map((course) => instances.get(course) ?? '')
      await cloud.ec2().send(new RebootInstancesCommand({ InstanceIds }))
      await cloud.advance('2m')
      await look(again)
      for (const course of again)
        for (const expected of course.boots ?? []) expect(looks.get(course)).toMatch(expected)
    },
    patienceMs,
  )
})
