import { Expression, heredoc, type HclBlock, type HclValue } from '../lib/hcl.ts'
import { readableText } from './request.ts'
import {
  attributesOf,
  list,
  record,
  snakeCase,
  tagsOf,
  toValue,
  type ResourceText,
} from './terraform-resources.ts'

type Input = Readonly<Record<string, unknown>>

/** Members of a launch that stand in the block of the same name, or of the given one. */
const optionBlocks: Readonly<Record<string, string>> = {
  MetadataOptions: 'metadata_options',
  CreditSpecification: 'credit_specification',
  PrivateDnsNameOptions: 'private_dns_name_options',
  MaintenanceOptions: 'maintenance_options',
  CpuOptions: 'cpu_options',
  EnclaveOptions: 'enclave_options',
  CapacityReservationSpecification: 'capacity_reservation_specification',
  InstanceMarketOptions: 'instance_market_options',
}

/** Where images of Linux and Windows have their root; a request does not say which of its disks that is. */
const rootDevices = new Set(['/dev/xvda', '/dev/sda1'])

/** RunInstances as `aws_instance`. */
export function describeInstance(input: Input): readonly ResourceText[] {
  const card = record(list(input['NetworkInterfaces'])[0])
  const placement = record(input['Placement'])
  const profile = record(input['IamInstanceProfile'])
  const count = Number(input['MaxCount'] ?? 1)
  const arn = profile['Arn']
  return [
    {
      type: 'aws_instance',
      attributes: {
        count: count > 1 ? count : undefined,
        ...attributesOf(input, {
          ImageId: 'ami',
          InstanceType: 'instance_type',
          KeyName: 'key_name',
          SubnetId: 'subnet_id',
          SecurityGroupIds: 'vpc_security_group_ids',
          SecurityGroups: 'security_groups',
          PrivateIpAddress: 'private_ip',
          InstanceInitiatedShutdownBehavior: 'instance_initiated_shutdown_behavior',
          DisableApiTermination: 'disable_api_termination',
          DisableApiStop: 'disable_api_stop',
          EbsOptimized: 'ebs_optimized',
        }),
        ...attributesOf(card, {
          SubnetId: 'subnet_id',
          Groups: 'vpc_security_group_ids',
          AssociatePublicIpAddress: 'associate_public_ip_address',
        }),
        ...attributesOf(placement, {
          AvailabilityZone: 'availability_zone',
          GroupName: 'placement_group',
          Tenancy: 'tenancy',
          HostId: 'host_id',
        }),
        iam_instance_profile:
          typeof arn === 'string' ? arn.split('/').at(-1) : toValue(profile['Name']),
        ...attributesOf(record(input['Monitoring']), { Enabled: 'monitoring' }),
        ...attributesOf(record(input['HibernationOptions']), { Configured: 'hibernation' }),
        ...userData(input['UserData']),
        tags: tagsOf(input, 'instance'),
        volume_tags: tagsOf(input, 'volume'),
      },
      blocks: [
        ...Object.entries(optionBlocks).flatMap(([member, type]) =>
          input[member] === undefined ? [] : [toBlock(type, record(input[member]))],
        ),
        ...list(input['BlockDeviceMappings']).map(record).map(toDisk),
      ],
    },
  ]
}

/** CreateLaunchTemplate as `aws_launch_template`, which is spelt as EC2 spells it. */
export function describeTemplate(input: Input): readonly ResourceText[] {
  const { UserData, TagSpecifications, SecurityGroupIds, ...data } = record(
    input['LaunchTemplateData'],
  )
  const { attributes, blocks } = toBlock('', data)
  return [
    {
      type: 'aws_launch_template',
      attributes: {
        ...attributesOf(input, { LaunchTemplateName: 'name', VersionDescription: 'description' }),
        ...attributes,
        vpc_security_group_ids: toValue(SecurityGroupIds),
        user_data: toValue(UserData),
        tags: tagsOf(input),
      },
      blocks: [
        ...(blocks ?? []),
        ...list(TagSpecifications)
          .map(record)
          .map((specification) => ({
            type: 'tag_specifications',
            attributes: {
              ...attributesOf(specification, ['ResourceType']),
              tags: tagsOf(specification),
            },
          })),
      ],
    },
  ]
}

/** Lists of structures are named in the plural by EC2 and by Terraform, but for network interfaces' groups. */
function toBlock(type: string, input: Input): HclBlock {
  const attributes: Record<string, HclValue> = {}
  const blocks: HclBlock[] = []
  for (const [member, value] of Object.entries(input)) {
    const name = member === 'Groups' ? 'security_groups' : snakeCase(member)
    const items = Array.isArray(value) ? value : [value]
    if (items.some((item) => typeof item === 'object' && item !== null)) {
      blocks.push(...items.map((item) => toBlock(name, record(item))))
      continue
    }
    const plain = toValue(value)
    if (plain !== undefined) attributes[name] = plain
  }
  return { type, attributes, blocks }
}

function toDisk(mapping: Input): HclBlock {
  const device = String(mapping['DeviceName'])
  if (mapping['NoDevice'] !== undefined) {
    return {
      type: 'ephemeral_block_device',
      attributes: { device_name: device, no_device: true },
    }
  }
  const root = rootDevices.has(device)
  return {
    type: root ? 'root_block_device' : 'ebs_block_device',
    attributes: {
      device_name: root ? undefined : device,
      ...attributesOf(record(mapping['Ebs']), [
        'SnapshotId',
        'VolumeSize',
        'VolumeType',
        'Iops',
        'Throughput',
        'DeleteOnTermination',
        'Encrypted',
        'KmsKeyId',
      ]),
    },
  }
}

function userData(encoded: unknown): Record<string, HclValue> {
  if (typeof encoded !== 'string') return {}
  const text = readableText(encoded)
  return text === undefined ? { user_data_base64: encoded } : { user_data: userDataValue(text) }
}

/** A heredoc keeps carriage returns only where editors do, and always ends with a line feed: `chomp` takes an extra one away. */
export function userDataValue(text: string): HclValue {
  if (text.includes('\r') || !text.includes('\n')) return text
  if (text.endsWith('\n')) return new Expression(heredoc(text))
  return new Expression(`chomp(${heredoc(text + '\n')}\n  )`)
}
