import type { LaunchForm } from './form.ts'
import type { FieldId } from './issues.ts'

/** The step that was refused: the same code can point at different fields. */
export type StepName =
  | 'CreateKeyPair'
  | 'CreateSecurityGroup'
  | 'AuthorizeSecurityGroupIngress'
  | 'RevokeSecurityGroupIngress'
  | 'RunInstances'

interface Refusal {
  readonly code: string
  readonly message: string
}

type Rule = readonly [code: RegExp, field: FieldId, message?: RegExp]

/** First match wins: the more telling message before the bare code. */
const runRules: readonly Rule[] = [
  [/^InvalidLaunchTemplateName/, 'templateName'],
  [/^Unsupported|^InvalidParameterCombination/, 'hibernation', /hibernat/i],
  [/^Unsupported|^InvalidParameter/, 'ebsOptimized', /ebs.?optimized/i],
  [/^InvalidParameter|^Unsupported/, 'credits', /credit/i],
  [/^Unsupported$|^UnsupportedOperation|^InvalidParameterCombination/, 'tenancy', /tenancy/i],
  [/^InvalidParameter|^Unsupported/, 'stopProtection', /disableApiStop/i],
  [/^InvalidAMIID|^InvalidAMIName|^AuthFailure$|^OptInRequired/, 'image'],
  [/^InvalidParameter/, 'image', /\bami\b|image/i],
  [/^Unsupported/, 'instanceType', /instance type|architecture/i],
  [/^InvalidParameter/, 'instanceType', /instance ?type|architecture/i],
  [/InstanceLimitExceeded|VcpuLimitExceeded|InsufficientInstanceCapacity/, 'instanceType'],
  [/^InsufficientHostCapacity|^InvalidHostID|^InvalidHost/, 'hostId'],
  [/^InvalidKeyPair|^InvalidKey\./, 'keyPair'],
  [/^InsufficientFreeAddressesInSubnet|^InvalidSubnet|^InvalidSubnetID/, 'subnet'],
  [/^MissingInput|^VPCIdNotSpecified|^DefaultVpcDoesNotExist|^InvalidVpcID/, 'subnet'],
  [/^InvalidParameter/, 'subnet', /subnet/i],
  [/^InvalidParameter/, 'availabilityZone', /availability ?zone/i],
  [/^InvalidAvailabilityZone|^InvalidZone/, 'availabilityZone'],
  [/^InvalidGroup|^InvalidSecurityGroup|^SecurityGroupsPerInstance/, 'groups'],
  [/^InvalidParameter/, 'groups', /security group/i],
  [/IamInstanceProfile|^InvalidParameter/, 'instanceProfile', /iam ?instance ?profile/i],
  [/^InvalidPlacementGroup|^InvalidParameter/, 'placementGroup', /placement group/i],
  [/^InvalidPlacementGroup/, 'placementGroup'],
  [/^InvalidUserData/, 'userData'],
  [/^InvalidParameter/, 'userData', /user ?data/i],
  [/^SpotMaxPriceTooLow|^InvalidParameter/, 'spot.maxPrice', /price/i],
  [/^SpotMaxPriceTooLow/, 'spot.maxPrice'],
  [/^MaxSpotInstanceCountExceeded|^InvalidSpot/, 'purchasing'],
  [/^InvalidParameter/, 'spot.interruption', /interruption/i],
  [/^InvalidParameter/, 'purchasing', /spot/i],
  [/^InvalidParameter/, 'metadataHopLimit', /hop ?limit/i],
  [/^InvalidParameter|^UnsupportedOperation/, 'metadata', /metadata|HttpTokens/i],
  [/^TagLimitExceeded|^InvalidTagKey|^TagPolicy/, 'tags'],
  [/^InvalidParameter/, 'tags', /\btags?\b/i],
  [/^InvalidParameter/, 'count', /MinCount|MaxCount|minimum count|instance count/i],
  [/^InvalidParameter/, 'hostname', /hostname|dns/i],
  [/^InvalidBlockDeviceMapping|^InvalidSnapshot|^InvalidVolume|^VolumeLimit|^KmsKey/, 'volumes'],
  [/^MaxIOPSLimitExceeded|^VolumeIOPSLimit|^VolumeTypeNotAvailableInZone/, 'volumes'],
  [/^InvalidParameter|^MissingParameter/, 'volumes', /volume|iops|throughput|device|snapshot/i],
]

const groupRules: readonly Rule[] = [
  [/./, 'newGroup.description', /description/i],
  [/^InvalidVpcID|^VPCIdNotSpecified|^DefaultVpcDoesNotExist/, 'vpc'],
  [/./, 'newGroup.name'],
]

/** The field that caused a refusal, or null for those that no field can mend (permissions, throttling, the network). */
export function fieldOfError(step: StepName, error: Refusal, form: LaunchForm): FieldId | null {
  if (isBeyondForm(error.code)) return null
  if (step === 'CreateKeyPair') return 'keyPair.newName'
  if (step === 'CreateSecurityGroup') return match(groupRules, error)
  if (step === 'AuthorizeSecurityGroupIngress' || step === 'RevokeSecurityGroupIngress')
    return 'newGroup.rules'
  const field = match(runRules, error)
  return field === 'volumes' ? volumeField(error.message, form) : field
}

function isBeyondForm(code: string): boolean {
  return /^(UnauthorizedOperation|AccessDenied|RequestLimitExceeded|Throttl|ExpiredToken|InternalError|Unavailable|NoSession|ReadOnlyConnection|OperationNotAllowed|ServerUnreachable|EndpointUnreachable|CredentialsUnavailable|ClientError|DryRunOperation|PendingVerification|Blocked)/.test(
    code,
  )
}

function match(rules: readonly Rule[], error: Refusal): FieldId | null {
  const found = rules.find(
    ([code, , message]) => code.test(error.code) && (message?.test(error.message) ?? true),
  )
  return found?.[1] ?? null
}

/** Narrows a refusal of storage to the row that the message names: by device, else by snapshot, else by what only one row says. */
function volumeField(message: string, form: LaunchForm): FieldId {
  const named = form.volumes.find(
    (row) => mentions(message, row.deviceName) || mentions(message, row.snapshotId),
  )
  const row = named ?? (form.volumes.length === 1 ? form.volumes[0] : undefined)
  if (row === undefined) return 'volumes'
  if (/throughput/i.test(message)) return `volume.${row.id}.throughput`
  if (/iops/i.test(message)) return `volume.${row.id}.iops`
  if (/encrypt|kms/i.test(message)) return `volume.${row.id}.encrypted`
  if (/size|GiB|small|large/i.test(message)) return `volume.${row.id}.size`
  if (/snap-/i.test(message)) return `volume.${row.id}.snapshot`
  if (/device/i.test(message)) return `volume.${row.id}.device`
  return `volume.${row.id}.type`
}

function mentions(message: string, word: string): boolean {
  return word !== '' && message.includes(word)
}
