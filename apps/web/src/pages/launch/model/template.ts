import type { FieldId, Issue } from './issues.ts'
import type { InstanceAttributes, InstanceInfo } from './from-instance.ts'
import type { LaunchForm, VolumeRow } from './form.ts'
import { nextRowId } from './change-form.ts'
import type { RunInstancesInput } from './run-instances.ts'

/** A version's launch parameters as Describe answers them; what the form does not know is passed on as it is. */
export type TemplateData = Readonly<Record<string, unknown>> & {
  ImageId?: string | undefined
  KeyName?: string | undefined
  SecurityGroupIds?: readonly string[] | undefined
  NetworkInterfaces?: readonly TemplateInterface[] | undefined
  BlockDeviceMappings?: readonly TemplateDisk[] | undefined
  UserData?: string | undefined
}

interface TemplateInterface {
  SubnetId?: string | undefined
  Groups?: readonly string[] | undefined
  AssociatePublicIpAddress?: boolean | undefined
  Ipv6AddressCount?: number | undefined
}

interface TemplateDisk {
  DeviceName?: string | undefined
  NoDevice?: string | undefined
  Ebs?:
    | {
        VolumeSize?: number | undefined
        VolumeType?: string | undefined
        Iops?: number | undefined
        Throughput?: number | undefined
        DeleteOnTermination?: boolean | undefined
        Encrypted?: boolean | undefined
        KmsKeyId?: string | undefined
        SnapshotId?: string | undefined
      }
    | undefined
}

/** Members that the form writes: of these a new version keeps only what the form says. */
const ownMembers: ReadonlySet<string> = new Set([
  'ImageId',
  'InstanceType',
  'InstanceRequirements',
  'KeyName',
  'NetworkInterfaces',
  'SecurityGroupIds',
  'SecurityGroups',
  'BlockDeviceMappings',
  'IamInstanceProfile',
  'PrivateDnsNameOptions',
  'MaintenanceOptions',
  'InstanceInitiatedShutdownBehavior',
  'HibernationOptions',
  'DisableApiTermination',
  'DisableApiStop',
  'Monitoring',
  'EbsOptimized',
  'CreditSpecification',
  'Placement',
  'InstanceMarketOptions',
  'MetadataOptions',
  'UserData',
  'TagSpecifications',
])

/** The launch that the form stands for, as a template keeps it: a subnet belongs to an interface, and nothing is counted. */
export function toTemplateData(input: RunInstancesInput, source: TemplateData = {}): object {
  const { MinCount: _, MaxCount: __, ClientToken: ___, SubnetId, SecurityGroupIds, ...rest } = input
  const passedOn = Object.entries(source).filter(([name]) => !ownMembers.has(name))
  const further = source.NetworkInterfaces?.slice(1) ?? []
  const inInterface = SubnetId !== undefined || further.length > 0
  const card = { DeviceIndex: 0, SubnetId, Groups: SecurityGroupIds }
  const interfaces = rest.NetworkInterfaces ?? (inInterface ? [card] : [])
  return {
    ...Object.fromEntries(passedOn),
    ...rest,
    ...(interfaces.length > 0
      ? { NetworkInterfaces: [...interfaces, ...further] }
      : { SecurityGroupIds }),
  }
}

/** A version in the words of an instance that would be launched from it. */
export function asInstance(data: TemplateData): {
  readonly instance: InstanceInfo
  readonly attributes: InstanceAttributes
} {
  const [card] = data.NetworkInterfaces ?? []
  const told: Partial<TemplateWords> = data
  const profile = told.IamInstanceProfile
  return {
    instance: {
      ...told,
      SubnetId: card?.SubnetId,
      SecurityGroups: (card?.Groups ?? data.SecurityGroupIds ?? []).map((GroupId) => ({ GroupId })),
      IamInstanceProfile: profile && { Arn: profile.Arn ?? profile.Name },
      InstanceLifecycle: told.InstanceMarketOptions?.MarketType,
      Monitoring: { State: told.Monitoring?.Enabled ? 'enabled' : 'disabled' },
      Tags: told.TagSpecifications?.find(({ ResourceType }) => ResourceType === 'instance')?.Tags,
    },
    attributes: {
      ...(data.UserData !== undefined && { userDataBase64: data.UserData }),
      ...(told.InstanceInitiatedShutdownBehavior !== undefined && {
        shutdown: told.InstanceInitiatedShutdownBehavior,
      }),
      terminationProtection: told.DisableApiTermination ?? false,
      stopProtection: told.DisableApiStop ?? false,
      ...(told.CreditSpecification?.CpuCredits !== undefined && {
        credits: told.CreditSpecification.CpuCredits,
      }),
    },
  }
}

/** What of a version is said in other members than an instance says it. */
interface TemplateWords extends Omit<InstanceInfo, 'Monitoring' | 'IamInstanceProfile'> {
  IamInstanceProfile: { Arn?: string | undefined; Name?: string | undefined }
  InstanceMarketOptions: { MarketType?: string | undefined }
  Monitoring: { Enabled?: boolean | undefined }
  TagSpecifications: readonly {
    ResourceType?: string | undefined
    Tags?: readonly { Key?: string | undefined; Value?: string | undefined }[] | undefined
  }[]
  InstanceInitiatedShutdownBehavior: string
  DisableApiTermination: boolean
  DisableApiStop: boolean
  CreditSpecification: { CpuCredits?: string | undefined }
}

/** What a version says of disks and of things left open, put on a form that is otherwise like its instance. */
export function withTemplate(form: LaunchForm, data: TemplateData, vpcId: string): LaunchForm {
  const [card] = data.NetworkInterfaces ?? []
  const publicIp = card?.AssociatePublicIpAddress
  const ipv6 = card?.Ipv6AddressCount
  return {
    ...form,
    keyPair: data.KeyName === undefined ? { ...form.keyPair, mode: 'unset' } : form.keyPair,
    network: {
      ...form.network,
      vpcId: vpcId || form.network.vpcId,
      publicIp: publicIp === undefined ? 'subnet' : publicIp ? 'enable' : 'disable',
      ipv6: ipv6 === undefined ? 'subnet' : ipv6 > 0 ? 'enable' : 'disable',
    },
    volumes: withDisks(form.volumes, data.BlockDeviceMappings ?? []),
  }
}

function withDisks(
  brought: readonly VolumeRow[],
  disks: readonly TemplateDisk[],
): readonly VolumeRow[] {
  let rows = brought
  for (const disk of disks) {
    const { DeviceName: deviceName = '', Ebs: ebs = {} } = disk
    const old = rows.find((row) => row.deviceName === deviceName)
    if (disk.NoDevice !== undefined) rows = rows.filter((row) => row !== old)
    else if (old) rows = rows.map((row) => (row === old ? changed(old, ebs) : row))
    else {
      const id = nextRowId(rows, 'added')
      rows = [...rows, changed({ ...emptyRow, id, deviceName }, ebs)]
    }
  }
  return rows
}

const emptyRow: VolumeRow = {
  id: '',
  origin: 'added',
  root: false,
  deviceName: '',
  snapshotId: '',
  sizeGiB: '',
  type: 'gp2',
  iops: '',
  throughput: '',
  deleteOnTermination: false,
  encrypted: false,
  kmsKeyId: '',
}

function changed(row: VolumeRow, ebs: NonNullable<TemplateDisk['Ebs']>): VolumeRow {
  const text = (value: number | undefined, old: string) => (value === undefined ? old : `${value}`)
  return {
    ...row,
    snapshotId: ebs.SnapshotId ?? row.snapshotId,
    sizeGiB: text(ebs.VolumeSize, row.sizeGiB),
    type: ebs.VolumeType ?? row.type,
    iops: text(ebs.Iops, row.iops),
    throughput: text(ebs.Throughput, row.throughput),
    deleteOnTermination: ebs.DeleteOnTermination ?? row.deleteOnTermination,
    encrypted: ebs.Encrypted ?? row.encrypted,
    kmsKeyId: ebs.KmsKeyId ?? row.kmsKeyId,
  }
}

/** What is entered for the template beside its launch parameters. */
export interface TemplateEntry {
  readonly name: string
  readonly description: string
}

/** A template may leave open what a launch must say; what is wrong in a launch is wrong in it too. */
const optional: ReadonlySet<FieldId> = new Set([
  'image',
  'instanceType',
  'keyPair',
  'subnet',
  'groups',
  'count',
])

export function findTemplateIssues(
  entry: TemplateEntry,
  needsName: boolean,
  launchIssues: readonly Issue[],
): readonly Issue[] {
  const name = entry.name.trim()
  const issues: Issue[] = []
  if (needsName && name === '')
    issues.push({ field: 'templateName', say: (t) => t('templates.nameMissing'), missing: true })
  else if (needsName && !/^[a-zA-Z0-9().\-/_]{3,128}$/.test(name))
    issues.push({ field: 'templateName', say: (t) => t('templates.nameInvalid') })
  if (entry.description.length > 255)
    issues.push({ field: 'templateDescription', say: (t) => t('templates.descriptionLong') })
  return [
    ...issues,
    ...launchIssues.filter(({ field, missing }) => !(missing && optional.has(field))),
  ]
}
