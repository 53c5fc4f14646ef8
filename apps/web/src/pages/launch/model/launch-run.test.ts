import { expect, test } from 'vitest'
import { fieldOfError } from './error-fields.ts'
import type { LaunchForm } from './form.ts'
import { reusedNames, runLaunch, type LaunchCalls, type Memory } from './launch-run.ts'
import { fullForm, plainForm } from './sample-forms.ts'

/** Calls that record themselves; `refuse` says which to refuse. */
function recordingCalls(refuse: (name: string) => boolean = () => false) {
  const log: string[] = []
  const tokens: (string | undefined)[] = []
  let made = 0
  const record = (name: string) => {
    log.push(name)
    if (refuse(name)) throw Object.assign(new Error('refused'), { code: 'Refused' })
  }
  const calls: LaunchCalls = {
    createKeyPair: async ({ KeyName }) => (record(`key ${KeyName}`), { material: 'secret' }),
    createSecurityGroup: async ({ GroupName }) => (
      record(`group ${GroupName}`),
      { groupId: `sg-${++made}` }
    ),
    authorize: async (id, rules) => record(`allow ${id} ${rules.length}`),
    revoke: async (id, rules) => record(`revoke ${id} ${rules.length}`),
    async finish({ ClientToken, NetworkInterfaces, SecurityGroupIds }) {
      tokens.push(ClientToken)
      const groups = NetworkInterfaces?.[0]?.Groups ?? SecurityGroupIds
      record(`run ${groups?.join()}`)
      return { ids: ['i-1'] }
    },
    toError: (thrown) => ({ code: 'Refused', message: String(thrown), status: 400 }),
    saveKey: (key) => log.push(`save ${key.KeyName}`),
    newToken: () => `token-${tokens.length + 1}`,
  }
  return { calls, log, tokens }
}

const ignore = () => undefined

test('a launch makes what it needs, in order, and saves the key before anything else', async () => {
  const { calls, log } = recordingCalls()
  const run = await runLaunch(fullForm(), calls, {}, ignore)
  expect(log).toEqual(['key my key', 'save my key', 'group web & ssh', 'allow sg-1 2', 'run sg-1'])
  expect(run.ids).toEqual(['i-1'])
  expect(run.steps.map(({ status }) => status)).toEqual(['done', 'done', 'done', 'done'])
})

test('a retry repeats only the step that failed, with the same token', async () => {
  let failing = true
  const { calls, log, tokens } = recordingCalls((name) => failing && name.startsWith('run'))
  const first = await runLaunch(fullForm(), calls, {}, ignore)
  expect(first.steps.at(-1)).toMatchObject({ status: 'failed', error: { code: 'Refused' } })
  failing = false
  log.length = 0
  const second = await runLaunch(fullForm(), calls, first.memory, ignore)
  expect(log).toEqual(['run sg-1'])
  expect(second.steps.map(({ status }) => status)).toEqual(['reused', 'reused', 'reused', 'done'])
  expect(tokens).toEqual(['token-1', 'token-1'])
})

test('a corrected form changes the group that exists already, and asks with another token', async () => {
  let failing = true
  const { calls, log, tokens } = recordingCalls((name) => failing && name.startsWith('run'))
  const form = plainForm()
  const first = await runLaunch(form, calls, {}, ignore)
  failing = false
  log.length = 0
  await runLaunch(withRule(form, '443'), calls, first.memory, ignore)
  expect(log).toEqual(['revoke sg-1 1', 'allow sg-1 1', 'run sg-1'])
  expect(tokens).toEqual(['token-1', 'token-1'])
  log.length = 0
  const memory: Memory = first.memory
  await runLaunch({ ...form, instanceType: 't3.small' }, calls, memory, ignore)
  expect(log).toEqual(['run sg-1'])
  expect(tokens.at(-1)).toBe('token-3')
})

test('names that an earlier attempt took are free for the retry, unless what they name changed', async () => {
  const { calls } = recordingCalls((name) => name.startsWith('run'))
  const form = fullForm()
  const { memory } = await runLaunch(form, calls, {}, ignore)
  expect(reusedNames(form, memory)).toEqual({ keyName: 'my key', groupName: 'web & ssh' })
  const rsa = { ...form, keyPair: { ...form.keyPair, type: 'rsa' as const } }
  expect(reusedNames(rsa, memory)).toEqual({ groupName: 'web & ssh' })
  expect(reusedNames(form, {})).toEqual({})
})

/** The same group with another single rule. */
function withRule(form: LaunchForm, ports: string): LaunchForm {
  const { network } = form
  const rules = network.newGroup.rules.map((rule) => ({ ...rule, preset: 'custom-tcp', ports }))
  return { ...form, network: { ...network, newGroup: { ...network.newGroup, rules } } }
}

test('errors of AWS are placed at the field that caused them', () => {
  const form = fullForm()
  const added = form.volumes[1]?.id ?? ''
  const cases: [string, string, string | null][] = [
    ['InvalidAMIID.NotFound', "The image id '[ami-1]' does not exist", 'image'],
    ['OptInRequired', 'In order to use this AWS Marketplace product…', 'image'],
    [
      'Unsupported',
      'Your requested instance type (t2.micro) is not supported in your requested Availability Zone (ap-northeast-2b).',
      'instanceType',
    ],
    ['VcpuLimitExceeded', 'You have requested more vCPU capacity…', 'instanceType'],
    ['InvalidKeyPair.NotFound', "The key pair 'x' does not exist", 'keyPair'],
    ['InvalidGroup.NotFound', "The security group 'sg-1' does not exist", 'groups'],
    ['InvalidSubnetID.NotFound', "The subnet ID 'subnet-1' does not exist", 'subnet'],
    ['InvalidParameterValue', 'Invalid IAM Instance Profile name', 'instanceProfile'],
    ['InvalidUserData.Malformed', 'Invalid BASE64 encoding of user data', 'userData'],
    [
      'InvalidBlockDeviceMapping',
      "Volume of size 4GB is smaller than snapshot 'snap-0123456789abcdef0', expect size >= 8GB",
      'volume.image-1.size',
    ],
    ['InvalidBlockDeviceMapping', 'The device /dev/sdf is used twice', `volume.${added}.device`],
    ['SpotMaxPriceTooLow', 'Your Spot request price of 0.0001 is lower…', 'spot.maxPrice'],
    ['UnauthorizedOperation', 'You are not authorized to perform this operation.', null],
    ['RequestLimitExceeded', 'Request limit exceeded.', null],
  ]
  for (const [code, message, field] of cases)
    expect([code, fieldOfError('RunInstances', { code, message }, form)]).toEqual([code, field])
  const duplicate = { code: 'InvalidGroup.Duplicate', message: 'The security group exists' }
  expect(fieldOfError('CreateSecurityGroup', duplicate, form)).toBe('newGroup.name')
  expect(
    fieldOfError('CreateKeyPair', { code: 'InvalidKeyPair.Duplicate', message: '' }, form),
  ).toBe('keyPair.newName')
})
