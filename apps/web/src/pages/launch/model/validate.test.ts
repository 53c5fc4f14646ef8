import { expect, test } from 'vitest'
import type { Translate } from '../../../i18n/index.ts'
import { freeGroupName, defaultInstanceType, withAddedVolume, withImage } from './change-form.ts'
import { toTypeFacts, type LaunchFacts } from './facts.ts'
import type { LaunchForm } from './form.ts'
import { fullForm, plainForm, sampleImage } from './sample-forms.ts'
import { validateLaunch, willIgnoreUserData } from './validate.ts'

/** Says the key instead of the text. */
const keyOf: Translate = (key, ..._values) => key

const t3micro = toTypeFacts({
  InstanceType: 't3.micro',
  FreeTierEligible: true,
  SupportedUsageClasses: ['on-demand', 'spot'],
  SupportedRootDeviceTypes: ['ebs'],
  ProcessorInfo: { SupportedArchitectures: ['x86_64'] },
  NetworkInfo: { EnaSupport: 'required' },
})

function issuesOf(form: LaunchForm, facts: LaunchFacts = {}) {
  return validateLaunch(form, facts).map(({ field, say }) => `${field}: ${say(keyOf)}`)
}

function withAdvanced(part: Partial<LaunchForm['advanced']>): LaunchForm {
  const form = plainForm()
  return { ...form, advanced: { ...form.advanced, ...part } }
}

test('a form that is ready has no issues, however full', () => {
  expect(issuesOf(plainForm(), { type: t3micro })).toEqual([])
  expect(issuesOf(fullForm(), { type: t3micro })).toEqual([])
})

test('what is missing is told in the order of the page, and only after a try', () => {
  const form = plainForm()
  const empty: LaunchForm = {
    ...form,
    image: null,
    volumes: [],
    instanceType: '',
    keyPair: { ...form.keyPair, mode: 'unset' },
    network: { ...form.network, groupMode: 'existing' },
  }
  expect(issuesOf(empty)).toEqual([
    'image: launch.issue.imageMissing',
    'instanceType: launch.issue.typeMissing',
    'keyPair: launch.issue.keyMissing',
    'groups: launch.issue.groupsMissing',
  ])
  expect(validateLaunch(empty, {}).every(({ missing }) => missing)).toBe(true)
})

test('a type that the zone does not offer says which zones do', () => {
  const form = { ...plainForm(), instanceType: 't2.micro' }
  const facts = {
    zonesOfType: ['ap-northeast-2a', 'ap-northeast-2c'],
    subnet: { id: 'subnet-1', zone: 'ap-northeast-2b', freeAddresses: 4091 },
  }
  expect(issuesOf(form, facts)).toEqual(['instanceType: launch.issue.typeZone'])
  expect(
    issuesOf(form, { ...facts, subnet: { ...facts.subnet, zone: 'ap-northeast-2c' } }),
  ).toEqual([])
})

test('an architecture and a root device that the type cannot take are refused', () => {
  const arm = withImage(plainForm(), { ...sampleImage, architecture: 'arm64' })
  expect(issuesOf(arm, { type: t3micro })).toEqual(['instanceType: launch.issue.typeArchitecture'])
  const store = withImage(plainForm(), {
    ...sampleImage,
    rootDeviceType: 'instance-store',
    volumes: [],
  })
  expect(issuesOf(store, { type: t3micro })).toEqual(['instanceType: launch.issue.typeRootDevice'])
})

test('every limit of a volume type is told at its field', () => {
  const base = withAddedVolume(plainForm())
  const change = (part: object) => ({
    ...base,
    volumes: base.volumes.map((row) => (row.root ? row : { ...row, ...part })),
  })
  const id = base.volumes[1]?.id ?? ''
  const cases: [object, string][] = [
    [{ sizeGiB: '' }, `volume.${id}.size: launch.issue.sizeMissing`],
    [{ sizeGiB: '70000' }, `volume.${id}.size: launch.issue.sizeRange`],
    [{ type: 'st1', sizeGiB: '10' }, `volume.${id}.size: launch.issue.sizeRange`],
    [{ type: 'io2', iops: '' }, `volume.${id}.iops: launch.issue.iopsMissing`],
    [{ iops: '100000' }, `volume.${id}.iops: launch.issue.iopsRange`],
    [{ iops: '5000', sizeGiB: '8' }, `volume.${id}.iops: launch.issue.iopsRatio`],
    [{ throughput: '2000' }, `volume.${id}.throughput: launch.issue.throughputRatio`],
    [{ deviceName: '/dev/xyz' }, `volume.${id}.device: launch.issue.device`],
    [{ deviceName: '/dev/sda' }, `volume.${id}.device: launch.issue.deviceTwice`],
  ]
  for (const [part, expected] of cases) expect(issuesOf(change(part))).toEqual([expected])
})

test('a root volume is at least as large as its snapshot and never on a cold disk', () => {
  const form = plainForm()
  const root = (part: object) => ({
    ...form,
    volumes: form.volumes.map((row) => ({ ...row, ...part })),
  })
  expect(issuesOf(root({ sizeGiB: '4' }))).toEqual([
    'volume.image-1.size: launch.issue.sizeSnapshot',
  ])
  expect(issuesOf(root({ type: 'sc1', sizeGiB: '200' }))).toEqual([
    'volume.image-1.type: launch.issue.volumeBoot',
  ])
})

test('hibernation needs a type that can and an encrypted root', () => {
  expect(issuesOf(withAdvanced({ hibernation: true }), { type: t3micro })).toEqual([
    'hibernation: launch.issue.hibernationType',
    'hibernation: launch.issue.hibernationEncrypted',
  ])
})

test('user data over 16 KB and false base64 are refused; text that no one runs is only warned of', () => {
  expect(issuesOf(withAdvanced({ userData: 'x'.repeat(16_385) }))).toEqual([
    'userData: launch.issue.userDataSize',
  ])
  expect(issuesOf(withAdvanced({ userData: 'not base64!', userDataIsBase64: true }))).toEqual([
    'userData: launch.issue.userDataBase64',
  ])
  expect(willIgnoreUserData(withAdvanced({ userData: 'yum install -y httpd' }))).toBe(true)
  expect(willIgnoreUserData(withAdvanced({ userData: '\n#!/bin/bash\n' }))).toBe(true)
  expect(willIgnoreUserData(withAdvanced({ userData: '#!/bin/bash\n' }))).toBe(false)
  expect(willIgnoreUserData(withAdvanced({ userData: '#cloud-config\n' }))).toBe(false)
})

test('a key pair name that is taken is told before AWS tells it', () => {
  const form = fullForm()
  expect(issuesOf(form, { keyNames: ['my key'] })).toEqual([
    'keyPair.newName: launch.issue.keyNameTaken',
  ])
})

test('a VPC that is not the default one needs a subnet', () => {
  expect(issuesOf(plainForm(), { isDefaultVpc: false })).toEqual([
    'subnet: launch.issue.subnetMissing',
  ])
})

test('defaults are those of AWS: the next launch-wizard, a free type of the architecture', () => {
  expect(freeGroupName(['default', 'launch-wizard-2', 'launch-wizard-9x'])).toBe('launch-wizard-3')
  const types = [
    { name: 't2.micro', freeTier: true },
    { name: 't3.micro', freeTier: false },
  ]
  expect(defaultInstanceType('x86_64', types)).toBe('t2.micro')
  expect(defaultInstanceType('arm64', [])).toBe('t4g.micro')
})

test('an image brings its disks and leaves those that were added', () => {
  const form = withAddedVolume(plainForm())
  const windows = withImage(form, {
    ...sampleImage,
    platform: 'windows',
    rootDeviceName: '/dev/sda1',
    volumes: sampleImage.volumes.map((volume) => ({
      ...volume,
      deviceName: '/dev/sda1',
      sizeGiB: 30,
    })),
  })
  expect(windows.volumes.map(({ deviceName, sizeGiB }) => [deviceName, sizeGiB])).toEqual([
    ['/dev/sda1', '30'],
    ['/dev/sdf', '8'],
  ])
  expect(windows.network.newGroup.rules.map(({ preset, ports }) => [preset, ports])).toEqual([
    ['rdp', '3389'],
  ])
})
