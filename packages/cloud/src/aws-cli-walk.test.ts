import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findCliPython, startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startAwsCli, type AwsCli } from './testing/aws-cli.ts'
import { filled, filledIn, walks, wordsOf, type Walk } from './testing/cli-walks/index.ts'

/** The AWS CLI walks every resource's life: it is made, found by filter and query, tagged, changed, deleted, gone. */

const region = 'ap-northeast-2'
const python = findCliPython()

describe.runIf(python)('the AWS CLI', () => {
  let cloud: TestCloud
  let folder: string
  let cli: AwsCli

  beforeAll(async () => {
    cloud = await startTestCloud({ speed: 'instant' })
    folder = mkdtempSync(join(tmpdir(), 'brume-cli-walk-'))
    cli = startAwsCli({
      PATH: process.env['PATH'] ?? '',
      HOME: folder,
      AWS_ACCESS_KEY_ID: '123456789012',
      AWS_SECRET_ACCESS_KEY: 'any',
      AWS_PAGER: '',
      AWS_EC2_METADATA_DISABLED: 'true',
    })
  })
  afterAll(async () => {
    await cli?.close()
    await cloud?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it.for<Walk>(walks)('walks the life of $resource', async (walk) => {
    const { service: own = 'ec2', first = [] } = walk
    const kept = new Map<string, string>()
    for (const [at, [line, query, expected]] of [...first, ...walk.steps].entries()) {
      const service = at < first.length ? 'ec2' : own
      const answer = await cli.run([
        ...['--endpoint-url', cloud.url, '--region', region, '--output', 'json'],
        ...(query ? ['--query', filled(query, kept)] : []),
        service,
        ...wordsOf(line, kept),
      ])
      const said = `${service} ${line}`
      if (expected && 'refused' in expected) {
        expect(answer.stderr, said).toContain(`(${expected.refused}) when calling`)
        continue
      }
      expect(answer, said).toMatchObject({ code: 0, stderr: '' })
      if (!expected) continue
      const value: unknown = answer.stdout === '' ? undefined : JSON.parse(answer.stdout)
      if ('keep' in expected) {
        expect(value, said).toEqual(expect.any(String))
        kept.set(expected.keep, String(value))
      } else expect(value, said).toEqual(filledIn(expected.is, kept))
    }
  })
})
