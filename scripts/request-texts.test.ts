import { execFile, execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { findCliPython, startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { toCli, toSdk, toTerraform } from '../apps/web/src/code/index.ts'
import { byteMembers, timeMembers, withoutToken } from '../apps/web/src/code/request.ts'
import { samples, steps } from '../apps/web/src/code/sample-requests.ts'
import { allowedOperations, isReadOnly } from '../packages/console-api/src/index.ts'

/** The texts of requests are judged by what reads them: the AWS CLI, the compiler over the SDK's types, an HCL parser. */

const root = fileURLToPath(new URL('..', import.meta.url))
const region = 'ap-northeast-2'
const ofBff = createRequire(join(root, 'apps/bff/package.json'))

let folder: string
let cloud: TestCloud
beforeAll(async () => {
  cloud = await startTestCloud()
  folder = mkdtempSync(join(tmpdir(), 'brume-request-texts-'))
})
afterAll(async () => {
  await cloud?.close()
  rmSync(folder, { recursive: true, force: true })
})

const python = findCliPython()
const hasCli = spawnSync('aws', ['--version']).status === 0
const environment = {
  PATH: process.env['PATH'],
  HOME: tmpdir(),
  AWS_ACCESS_KEY_ID: '123456789012',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_PAGER: '',
}

interface Parsed {
  readonly operation: string | null
  readonly input: Record<string, unknown> | null
  readonly error: string
}

/** The words of each command as bash hands them over; a file is what the CLI would read of it. */
function wordsOf(text: string): readonly string[][] {
  const script = `
    count=0
    aws() {
      for word; do
        case "$word" in
          fileb://*) cat "\${word#fileb://}" > '${folder}'/file$count; word=fileb://'${folder}'/file$count; count=$((count + 1));;
        esac
        printf '%s\\0' "$word" >&3
      done
      printf '<end>\\0' >&3
    }
    ${text}`
  const printed = execFileSync('bash', ['-c', `exec 3>&1; { ${script}\n} >/dev/null`], {
    encoding: 'utf8',
  })
  return printed
    .split('<end>\0')
    .slice(0, -1)
    .map((call) => call.split('\0').slice(0, -1))
}

test.runIf(python !== undefined)('the AWS CLI reads in each text what the console sends', () => {
  const words = wordsOf(toCli(samples, { region }))
  const output = execFileSync(python ?? '', [join(root, 'scripts/request-texts/parse-cli.py')], {
    env: environment,
    encoding: 'utf8',
    input: words.map((call) => `${JSON.stringify(call)}\n`).join(''),
  })
  const parsed = output
    .trim()
    .split('\n')
    .map((line): Parsed => JSON.parse(line))
  // an older CLI does not know the newest operations; what it knows it must accept
  const known = parsed.filter(({ error }) => !/invalid choice/i.test(error))
  expect(known.length).toBeGreaterThan(samples.length - 3)
  for (const [index, { operation, input, error }] of parsed.entries()) {
    const sample = samples[index]
    if (!sample || /invalid choice/i.test(error)) continue
    expect(operation, error).toBe(sample.operation)
    expect(comparable(input), sample.operation).toEqual(comparable(withoutToken(sample.input)))
  }
})

/** Without the token that the CLI invents; times by their instant. */
function comparable(input: unknown): unknown {
  return JSON.parse(
    JSON.stringify(input, (name, value: unknown) => {
      if (name === 'ClientToken') return undefined
      const isTime = typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(value)
      return isTime ? new Date(value).toISOString() : value
    }),
  )
}

test.runIf(hasCli)(
  'a script of several steps makes what it says in the embedded cloud',
  async () => {
    const script = toCli(steps, { region, endpointUrl: cloud.url })
    // not the synchronous one: the cloud answers in this very process
    const run = async (text: string) =>
      (await promisify(execFile)('bash', ['-e', '-c', text], { env: environment })).stdout
    await run(script)
    const found = await run(
      `aws ec2 describe-subnets --filters Name=cidr-block,Values=10.7.1.0/24,10.7.2.0/24 --query 'Subnets[].[VpcId,Tags[0].Value]' --output text --region ${region} --endpoint-url ${cloud.url}`,
    )
    const lines = found.trim().split('\n')
    expect(lines).toHaveLength(2)
    for (const line of lines) expect(line).toMatch(/^(vpc-\w+)\tof \1$/)
  },
)

test('the SDK texts compile against the SDK', () => {
  const scope = join(folder, 'node_modules/@aws-sdk')
  mkdirSync(scope, { recursive: true })
  for (const name of ['ec2', 'iam', 'ssm']) {
    const sdk = realpathSync(join(root, `packages/test-kit/node_modules/@aws-sdk/client-${name}`))
    symlinkSync(sdk, join(scope, `client-${name}`))
  }
  symlinkSync(realpathSync(join(root, 'node_modules/@types')), join(folder, 'node_modules/@types'))
  writeFileSync(join(folder, 'samples.ts'), toSdk(samples, { region }))
  writeFileSync(join(folder, 'steps.ts'), toSdk(steps, { region, endpointUrl: cloud.url }))
  const compilerOptions = { module: 'ESNext', types: ['node'], noEmit: true, lib: ['ES2024'] }
  const base = join(root, 'tsconfig.base.json')
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ extends: base, compilerOptions, include: ['*.ts'] }),
  )
  const tsc = join(root, 'node_modules/.bin/tsc')
  const { stdout, status } = spawnSync(tsc, ['-p', folder], { encoding: 'utf8' })
  expect(stdout).toBe('')
  expect(status).toBe(0)
})

interface Hcl {
  parseToObject(text: string): readonly unknown[]
}

test('the Terraform text is HCL, whatever it says', () => {
  const hcl: Hcl = createRequire(join(root, 'package.json'))('hcl2-parser')
  for (const requests of [steps, samples, ...samples.map((sample) => [sample])]) {
    const [, , error] = hcl.parseToObject(toTerraform(requests, { region }))
    expect(error ?? null, toTerraform(requests, { region })).toBeNull()
  }
  const [parsed] = hcl.parseToObject(toTerraform(steps, { region }))
  expect(parsed).toMatchObject({
    resource: {
      aws_vpc: { this: [{ cidr_block: '10.7.0.0/16' }] },
      aws_subnet: { this_2: [{ vpc_id: '${aws_vpc.this.id}' }] },
      aws_ec2_tag: { this: [{ value: 'of ${aws_vpc.this.id}' }] },
    },
  })
})

interface Shape {
  isTimestampSchema(): boolean
  isBlobSchema(): boolean
  isListSchema(): boolean
  isMapSchema(): boolean
  isStructSchema(): boolean
  isUnitSchema(): boolean
  getValueSchema(): Shape
  structIterator(): Iterable<readonly [string, Shape]>
}

test('times and bytes of every operation that the console sends are known', () => {
  const { NormalizedSchema }: { NormalizedSchema: { of(schema: unknown): Shape } } =
    ofBff('@smithy/core/schema')
  const times: Record<string, string[]> = {}
  const bytes: Record<string, string[]> = {}
  const look = (shape: Shape, path: readonly string[], operation: string): void => {
    if (path.length > 7) return
    if (shape.isTimestampSchema()) (times[operation] ??= []).push(path.join('.'))
    else if (shape.isBlobSchema()) (bytes[operation] ??= []).push(path.join('.'))
    else if (shape.isListSchema() || shape.isMapSchema()) {
      look(shape.getValueSchema(), path, operation)
    } else if (shape.isStructSchema() && !shape.isUnitSchema()) {
      for (const [name, member] of shape.structIterator()) look(member, [...path, name], operation)
    }
  }
  for (const [service, operations] of Object.entries(allowedOperations)) {
    const sdk: Record<string, readonly unknown[]> = ofBff(`@aws-sdk/client-${service}`)
    for (const operation of operations.filter((name) => !isReadOnly(name))) {
      look(NormalizedSchema.of(sdk[`${operation}$`]?.[4]), [], operation)
    }
  }
  expect(timeMembers).toEqual(times)
  expect(byteMembers).toEqual(bytes)
})
