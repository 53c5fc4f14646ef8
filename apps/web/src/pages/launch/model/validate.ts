import { findKeyNameProblem, userDataBytes } from '@brume/ec2-model'
import type { LaunchFacts } from './facts.ts'
import type { LaunchForm } from './form.ts'
import type { Issue } from './issues.ts'
import { toNumber } from './run-instances.ts'
import { findNetworkIssues } from './validate-network.ts'
import { findStorageIssues } from './validate-storage.ts'
import { findTagIssues } from './validate-tags.ts'

/** Everything that would make the launch fail, in the order of the page, so that the first is the one to jump to. */
export function validateLaunch(form: LaunchForm, facts: LaunchFacts): readonly Issue[] {
  return [
    ...findTagIssues(form),
    ...findImageIssues(form),
    ...findTypeIssues(form, facts),
    ...findKeyIssues(form, facts),
    ...findNetworkIssues(form, facts),
    ...findStorageIssues(form, facts),
    ...findAdvancedIssues(form, facts),
    ...findUserDataIssues(form),
    ...findCountIssues(form),
  ]
}

function findImageIssues({ image }: LaunchForm): Issue[] {
  if (image === null)
    return [{ field: 'image', say: (t) => t('launch.issue.imageMissing'), missing: true }]
  if (image.state !== undefined && image.state !== 'available') {
    const { state } = image
    return [{ field: 'image', say: (t) => t('launch.issue.imageState', { state }) }]
  }
  return []
}

function findTypeIssues(form: LaunchForm, facts: LaunchFacts): Issue[] {
  const { image, instanceType: type } = form
  if (type === '')
    return [{ field: 'instanceType', say: (t) => t('launch.issue.typeMissing'), missing: true }]
  const known = facts.type
  const issues: Issue[] = []
  if (known && image && !known.architectures.includes(image.architecture)) {
    const { architecture } = image
    issues.push({
      field: 'instanceType',
      say: (t) => t('launch.issue.typeArchitecture', { type, architecture }),
    })
  }
  if (known && image && !known.rootDeviceTypes.includes(image.rootDeviceType))
    issues.push({
      field: 'instanceType',
      say: (t) => t('launch.issue.typeRootDevice', { type, root: image.rootDeviceType }),
    })
  if (known?.enaRequired && image && !image.enaSupport)
    issues.push({ field: 'instanceType', say: (t) => t('launch.issue.typeEna', { type }) })
  const zone = facts.subnet?.zone ?? form.network.availabilityZone
  const offered = facts.zonesOfType
  if (offered && zone !== '' && !offered.includes(zone)) {
    const zones = offered.join(', ')
    issues.push({
      field: 'instanceType',
      say: (t) => t('launch.issue.typeZone', { type, zone, zones }),
    })
  } else if (offered?.length === 0)
    issues.push({ field: 'instanceType', say: (t) => t('launch.issue.typeRegion', { type }) })
  return issues
}

function findKeyIssues({ keyPair }: LaunchForm, facts: LaunchFacts): Issue[] {
  const { mode } = keyPair
  if (mode === 'unset' || (mode === 'existing' && keyPair.existingName === ''))
    return [{ field: 'keyPair', say: (t) => t('launch.issue.keyMissing'), missing: true }]
  if (mode !== 'new') return []
  const name = keyPair.newName.trim()
  const problem = findKeyNameProblem(name)
  if (problem === 'empty')
    return [{ field: 'keyPair.newName', say: (t) => t('launch.issue.keyNameEmpty'), missing: true }]
  if (problem !== undefined)
    return [{ field: 'keyPair.newName', say: (t) => t('launch.issue.keyNameInvalid') }]
  if (facts.keyNames?.includes(name))
    return [{ field: 'keyPair.newName', say: (t) => t('launch.issue.keyNameTaken', { name }) }]
  return []
}

function findAdvancedIssues(form: LaunchForm, facts: LaunchFacts): Issue[] {
  const { advanced, image, instanceType: type } = form
  const issues: Issue[] = []
  if (advanced.purchasing === 'spot') issues.push(...findSpotIssues(form, facts))
  if (advanced.hibernation) {
    const root = form.volumes.find((row) => row.root)
    if (facts.type && !facts.type.hibernation)
      issues.push({ field: 'hibernation', say: (t) => t('launch.issue.hibernationType', { type }) })
    if (root && !root.encrypted)
      issues.push({ field: 'hibernation', say: (t) => t('launch.issue.hibernationEncrypted') })
  }
  if (advanced.stopProtection && image?.rootDeviceType === 'instance-store')
    issues.push({ field: 'stopProtection', say: (t) => t('launch.issue.stopProtectionStore') })
  if (advanced.ebsOptimized && facts.type?.ebsOptimized === 'unsupported')
    issues.push({ field: 'ebsOptimized', say: (t) => t('launch.issue.ebsOptimizedType', { type }) })
  if (advanced.tenancy === 'host' && !/^(h-[0-9a-f]{8,17})?$/.test(advanced.hostId))
    issues.push({ field: 'hostId', say: (t) => t('launch.issue.hostId') })
  const hops = toNumber(advanced.metadataHopLimit)
  if (advanced.metadataEnabled && (hops === undefined || hops < 1 || hops > 64))
    issues.push({ field: 'metadataHopLimit', say: (t) => t('launch.issue.hopLimit') })
  return issues
}

function findSpotIssues(form: LaunchForm, facts: LaunchFacts): Issue[] {
  const { spot } = form.advanced
  const type = form.instanceType
  const issues: Issue[] = []
  if (facts.type && !facts.type.usageClasses.includes('spot'))
    issues.push({ field: 'purchasing', say: (t) => t('launch.issue.spotType', { type }) })
  if (spot.maxPrice.trim() !== '' && !(Number(spot.maxPrice) > 0))
    issues.push({ field: 'spot.maxPrice', say: (t) => t('launch.issue.spotPrice') })
  if (spot.requestType === 'one-time' && spot.interruption !== 'terminate')
    issues.push({ field: 'spot.interruption', say: (t) => t('launch.issue.spotInterruption') })
  if (spot.validUntil !== '' && Number.isNaN(Date.parse(spot.validUntil)))
    issues.push({ field: 'spot.validUntil', say: (t) => t('launch.issue.spotValidUntil') })
  return issues
}

function findUserDataIssues({ advanced }: LaunchForm): Issue[] {
  const bytes = countUserDataBytes(advanced)
  if (bytes === undefined)
    return [{ field: 'userData', say: (t) => t('launch.issue.userDataBase64') }]
  if (bytes > userDataBytes)
    return [{ field: 'userData', say: (t) => t('launch.issue.userDataSize', { bytes }) }]
  return []
}

/** Bytes that the instance will see, or undefined when what is said to be base64 is not. */
export function countUserDataBytes(advanced: LaunchForm['advanced']): number | undefined {
  if (!advanced.userDataIsBase64) return new TextEncoder().encode(advanced.userData).length
  try {
    return atob(advanced.userData.replace(/\s+/g, '')).length
  } catch {
    return undefined
  }
}

/** Whether cloud-init (or EC2Launch) would leave the text alone: it runs only what says what it is. Needs a hint, not a refusal. */
export function willIgnoreUserData(form: LaunchForm): boolean {
  const { userData, userDataIsBase64 } = form.advanced
  if (userData.trim() === '' || userDataIsBase64) return false
  if (form.image?.platform === 'windows') return !/<(script|powershell)>|^version:/m.test(userData)
  return !/^(#!|#cloud-config|#cloud-boothook|#include|#part-handler|#upstart-job|## template:|Content-Type:|MIME-Version:)/.test(
    userData,
  )
}

function findCountIssues(form: LaunchForm): Issue[] {
  const count = toNumber(form.count)
  if (count !== undefined && count >= 1 && count <= 1000) return []
  return [{ field: 'count', say: (t) => t('launch.issue.count') }]
}
