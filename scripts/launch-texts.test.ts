import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  planLaunch,
  toCli,
  toImageChoice,
  toRunInstancesInput,
  toSdk,
  toTerraform,
  type LaunchForm,
} from '../apps/web/src/pages/launch/model/index.ts'
import { NEW_GROUP_ID } from '../apps/web/src/pages/launch/model/run-instances.ts'
import { fullForm, plainForm } from '../apps/web/src/pages/launch/model/sample-forms.ts'

/** The texts of the launch form are run, each in an account of its own, and what they make is compared with what the form makes. */

const root = fileURLToPath(new URL('..', import.meta.url))
const region = 'ap-northeast-2'
const hasCli = spawnSync('aws', ['--version']).status === 0

let cloud: TestCloud
let folder: string
let forms: Readonly<Record<string, LaunchForm>>

beforeAll(async () => {
  cloud = await startTestCloud()
  folder = mkdtempSync(join(tmpdir(), 'brume-launch-texts-'))
  const sdk = realpathSync(join(root, 'packages/test-kit/node_modules/@aws-sdk/client-ec2'))
  mkdirSync(join(folder, 'node_modules/@aws-sdk'), { recursive: true })
  symlinkSync(sdk, join(folder, 'node_modules/@aws-sdk/client-ec2'))
  const programs = join(root, 'scripts/launch-texts')
  for (const name of readdirSync(programs)) copyFileSync(join(programs, name), join(folder, name))
  forms = makeForms(JSON.parse(await runNode('look-up.mjs', '100000000000')))
})

afterAll(async () => {
  await cloud?.close()
  rmSync(folder, { recursive: true, force: true })
})

interface Found {
  readonly image: Parameters<typeof toImageChoice>[0]
  readonly vpcId: string
  readonly subnetId: string
}

function makeForms({ image, vpcId }: Found): Readonly<Record<string, LaunchForm>> {
  const choice = toImageChoice(image)
  const inVpc = (form: LaunchForm): LaunchForm => ({ ...form, network: { ...form.network, vpcId } })
  const plain = inVpc(plainForm(choice))
  const full = inVpc(fullForm(choice))
  const encoded = Buffer.from('#!/bin/sh\ndate\n').toString('base64')
  return {
    plain,
    full,
    // One that says the rest: no final line feed, base64, Spot, metadata off, a disk left out of the defaults.
    other: {
      ...plain,
      keyPair: { ...plain.keyPair, mode: 'new', newName: 'other', type: 'rsa', format: 'pem' },
      network: { ...plain.network, publicIp: 'disable' },
      advanced: {
        ...plain.advanced,
        purchasing: 'spot',
        metadataEnabled: false,
        stopProtection: false,
        userData: encoded,
        userDataIsBase64: true,
      },
    },
  }
}

/** Runs a program in the folder, as an account of the cloud. */
async function run(command: string, args: readonly string[], account: string): Promise<string> {
  const child = spawn(command, args, {
    cwd: folder,
    env: {
      PATH: process.env['PATH'],
      HOME: folder,
      AWS_ACCESS_KEY_ID: account,
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_REGION: region,
      AWS_ENDPOINT_URL: cloud.url,
      AWS_PAGER: '',
    },
  })
  let output = ''
  let errors = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()))
  await once(child, 'close')
  expect(child.exitCode, `${command} ${args.join(' ')}\n${errors}`).toBe(0)
  return output
}

const runNode = (file: string, account: string) => run(process.execPath, [file], account)

async function describeAccount(account: string): Promise<unknown> {
  return JSON.parse(await runNode('describe.mjs', account))
}

/** What the form itself makes, in an account of its own. */
async function launchForm(form: LaunchForm, account: string): Promise<unknown> {
  const plan = { ...planLaunch(form), input: toRunInstancesInput(form) }
  writeFileSync(join(folder, 'plan.json'), JSON.stringify({ plan, groupMarker: NEW_GROUP_ID }))
  await runNode('run-form.mjs', account)
  return describeAccount(account)
}

const context = () => ({ region, endpointUrl: cloud.url })
const names = ['plain', 'full', 'other'] as const

describe.each(names)('the %s form', (name) => {
  const base = 100_000_000_010 + names.indexOf(name) * 10
  let expected: unknown
  let form: LaunchForm

  beforeAll(async () => {
    const found = forms[name]
    if (!found) throw new Error(`No form ${name}`)
    // The default VPC has another id in every account; the first look-up's belongs to this account's twin.
    form = await inAccount(found, String(base))
    expected = await launchForm(form, String(base))
  })

  test('launches what it says', () => {
    expect(expected).toMatchObject({
      instances: Array.from({ length: Number(form.count) }, () => ({
        image: form.image?.id,
        type: form.instanceType,
      })),
    })
  })

  test('and its SDK text make the same instances', async () => {
    const account = String(base + 1)
    writeFileSync(join(folder, 'launch.mts'), toSdk(await inAccount(form, account), context()))
    await runNode('launch.mts', account)
    expect(await describeAccount(account)).toEqual(expected)
  })

  test.runIf(hasCli)('and its CLI text make the same instances', async () => {
    const account = String(base + 2)
    await run('bash', ['-e', '-c', toCli(await inAccount(form, account), context())], account)
    expect(await describeAccount(account)).toEqual(expected)
  })
})

/** The form with the default VPC of an account. */
async function inAccount(form: LaunchForm, account: string): Promise<LaunchForm> {
  const { vpcId }: Found = JSON.parse(await runNode('look-up.mjs', account))
  return { ...form, network: { ...form.network, vpcId } }
}

interface Hcl {
  parseToObject(text: string): readonly unknown[]
}

describe('the Terraform text', () => {
  const hcl: Hcl = createRequire(join(root, 'package.json'))('hcl2-parser')
  const parse = (form: LaunchForm) => {
    const [parsed, , error] = hcl.parseToObject(toTerraform(form, context()))
    expect(error ?? null).toBeNull()
    return parsed
  }

  test('of a full form says every attribute', () => {
    const form = forms['full']
    if (!form) throw new Error('No full form')
    expect(parse(form)).toMatchObject({
      provider: { aws: [{ region, endpoints: [{ ec2: cloud.url }] }] },
      resource: {
        aws_key_pair: { this: [{ key_name: 'my key' }] },
        tls_private_key: { this: [{ algorithm: 'ED25519' }] },
        aws_security_group: {
          this: [
            {
              name: 'web & ssh',
              description: 'Open to (all)',
              vpc_id: form.network.vpcId,
              ingress: [
                { from_port: 22, to_port: 22, protocol: 'tcp', cidr_blocks: ['0.0.0.0/0'] },
                { from_port: 80, cidr_blocks: ['203.0.113.7/32'], description: 'office' },
                { from_port: 80, ipv6_cidr_blocks: ['2001:db8::/32'], description: 'office' },
              ],
              egress: [{ protocol: '-1' }],
            },
          ],
        },
        aws_instance: {
          this: [
            {
              count: 2,
              ami: form.image?.id,
              instance_type: 't3.micro',
              key_name: '${aws_key_pair.this.key_name}',
              vpc_security_group_ids: ['${aws_security_group.this.id}'],
              associate_public_ip_address: true,
              instance_initiated_shutdown_behavior: 'terminate',
              disable_api_termination: true,
              monitoring: true,
              credit_specification: [{ cpu_credits: 'standard' }],
              metadata_options: [
                {
                  http_endpoint: 'enabled',
                  http_tokens: 'required',
                  http_put_response_hop_limit: 2,
                  instance_metadata_tags: 'enabled',
                },
              ],
              root_block_device: [
                { volume_size: 20, volume_type: 'gp3', iops: 4000, throughput: 250 },
              ],
              ebs_block_device: [
                { device_name: '/dev/sdf', volume_size: 100, volume_type: 'io2', iops: 1000 },
              ],
              user_data: form.advanced.userData,
              tags: { Name: form.name, Team: 'blue green', 'web:tier': '' },
              volume_tags: { Team: 'blue green' },
            },
          ],
        },
      },
    })
  })

  test('of a plain form names what exists already instead of making it', () => {
    const form = forms['plain']
    if (!form) throw new Error('No plain form')
    const network = { ...form.network, groupMode: 'existing', groupIds: ['sg-0a1b2c3d'] } as const
    const parsed = parse({ ...form, network })
    expect(parsed).toMatchObject({
      resource: { aws_instance: { this: [{ vpc_security_group_ids: ['sg-0a1b2c3d'] }] } },
    })
    expect(parsed).not.toHaveProperty('resource.aws_security_group')
    expect(parsed).not.toHaveProperty('resource.aws_key_pair')
  })
})
