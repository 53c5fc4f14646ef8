import { keyFileName } from '@brume/console-api'
import type { TextContext } from '../../../code/request.ts'
import { terraformFrame } from '../../../code/terraform-frame.ts'
import { userDataValue } from '../../../code/terraform-instance.ts'
import type { LaunchForm } from './form.ts'
import {
  Expression,
  printHcl,
  type HclBlock,
  type HclMap,
  type HclValue,
} from '../../../lib/hcl.ts'
import type { Permission } from '../../../lib/security-rules.ts'
import { planLaunch, type LaunchPlan } from './plan.ts'
import { NEW_GROUP_ID, type RunInstancesInput } from './run-instances.ts'
import { toDiskBlocks } from './terraform-disks.ts'

/** The launch as a Terraform configuration for the hashicorp/aws provider. */
export function toTerraform(form: LaunchForm, context: TextContext): string {
  const plan = planLaunch(form)
  return printHcl([
    ...terraformFrame(context, plan.keyPair ? { tls: '~> 4.0', local: '~> 2.5' } : {}),
    ...keyPairBlocks(plan),
    ...securityGroupBlocks(plan),
    instanceBlock(form, plan),
  ])
}

function keyPairBlocks(plan: LaunchPlan): HclBlock[] {
  if (!plan.keyPair) return []
  const ed25519 = plan.keyPair.KeyType === 'ed25519'
  const material = ed25519 ? 'private_key_openssh' : 'private_key_pem'
  return [
    {
      type: 'resource',
      labels: ['tls_private_key', 'this'],
      attributes: ed25519 ? { algorithm: 'ED25519' } : { algorithm: 'RSA', rsa_bits: 2048 },
    },
    {
      type: 'resource',
      labels: ['aws_key_pair', 'this'],
      attributes: {
        key_name: plan.keyPair.KeyName,
        public_key: new Expression('tls_private_key.this.public_key_openssh'),
      },
    },
    {
      type: 'resource',
      labels: ['local_sensitive_file', 'private_key'],
      attributes: {
        // Terraform writes PEM; PuTTYgen turns it into .ppk.
        filename: keyFileName(plan.keyPair.KeyName),
        content: new Expression(`tls_private_key.this.${material}`),
        file_permission: '0400',
      },
    },
  ]
}

function securityGroupBlocks(plan: LaunchPlan): HclBlock[] {
  if (!plan.securityGroup) return []
  const { GroupName, Description, VpcId } = plan.securityGroup
  return [
    {
      type: 'resource',
      labels: ['aws_security_group', 'this'],
      attributes: { name: GroupName, description: Description, vpc_id: VpcId },
      blocks: [
        ...(plan.permissions ?? []).flatMap(ingressBlocks),
        {
          type: 'egress',
          attributes: { from_port: 0, to_port: 0, protocol: '-1', cidr_blocks: ['0.0.0.0/0'] },
        },
      ],
    },
  ]
}

function ingressBlocks(permission: Permission): HclBlock[] {
  const base = {
    from_port: permission.FromPort ?? 0,
    to_port: permission.ToPort ?? 0,
    protocol: permission.IpProtocol,
  }
  const sources: [string, { Description?: string }, string][] = [
    ...(permission.IpRanges ?? []).map((range): [string, { Description?: string }, string] => [
      'cidr_blocks',
      range,
      range.CidrIp,
    ]),
    ...(permission.Ipv6Ranges ?? []).map((range): [string, { Description?: string }, string] => [
      'ipv6_cidr_blocks',
      range,
      range.CidrIpv6,
    ]),
    ...(permission.UserIdGroupPairs ?? []).map(
      (pair): [string, { Description?: string }, string] => ['security_groups', pair, pair.GroupId],
    ),
    ...(permission.PrefixListIds ?? []).map((list): [string, { Description?: string }, string] => [
      'prefix_list_ids',
      list,
      list.PrefixListId,
    ]),
  ]
  const kinds = ['cidr_blocks', 'ipv6_cidr_blocks', 'security_groups', 'prefix_list_ids']
  return kinds.flatMap((kind) => {
    const values = sources.filter(([sourceKind]) => sourceKind === kind)
    if (values.length === 0) return []
    const description = values[0]?.[1].Description
    return [
      {
        type: 'ingress',
        attributes: { ...base, [kind]: values.map(([, , value]) => value), description },
      },
    ]
  })
}

function instanceBlock(form: LaunchForm, plan: LaunchPlan): HclBlock {
  const input = plan.instances({})
  const card = input.NetworkInterfaces?.[0]
  const groups = card?.Groups ?? input.SecurityGroupIds
  return {
    type: 'resource',
    labels: ['aws_instance', 'this'],
    attributes: {
      count: input.MaxCount > 1 ? input.MaxCount : undefined,
      ami: input.ImageId,
      instance_type: input.InstanceType,
      key_name: plan.keyPair ? new Expression('aws_key_pair.this.key_name') : input.KeyName,
      subnet_id: card?.SubnetId ?? input.SubnetId,
      vpc_security_group_ids: groups?.map(groupReference),
      associate_public_ip_address: card?.AssociatePublicIpAddress,
      ipv6_address_count: card ? card.Ipv6AddressCount : input.Ipv6AddressCount,
      availability_zone: input.Placement?.AvailabilityZone,
      placement_group: input.Placement?.GroupName,
      tenancy: input.Placement?.Tenancy,
      host_id: input.Placement?.HostId,
      iam_instance_profile: profileName(input),
      instance_initiated_shutdown_behavior: input.InstanceInitiatedShutdownBehavior,
      hibernation: input.HibernationOptions?.Configured,
      disable_api_termination: input.DisableApiTermination,
      disable_api_stop: input.DisableApiStop,
      monitoring: input.Monitoring?.Enabled,
      ebs_optimized: input.EbsOptimized,
      ...userData(form, input),
      tags: tagsOf(input, 'instance'),
      volume_tags: tagsOf(input, 'volume'),
    },
    blocks: [...optionBlocks(input), ...toDiskBlocks(form, input)],
  }
}

function groupReference(id: string): HclValue {
  return id === NEW_GROUP_ID ? new Expression('aws_security_group.this.id') : id
}

/** Terraform names the profile; an ARN ends with that name. */
function profileName(input: RunInstancesInput): string | undefined {
  const profile = input.IamInstanceProfile
  if (profile === undefined) return undefined
  return 'Name' in profile ? profile.Name : profile.Arn.slice(profile.Arn.lastIndexOf('/') + 1)
}

function userData(form: LaunchForm, input: RunInstancesInput): Record<string, HclValue> {
  if (input.UserData === undefined) return {}
  if (form.advanced.userDataIsBase64) return { user_data_base64: input.UserData }
  return { user_data: userDataValue(form.advanced.userData) }
}

function tagsOf(input: RunInstancesInput, resourceType: string): HclMap | undefined {
  const found = input.TagSpecifications?.find((tags) => tags.ResourceType === resourceType)
  if (found === undefined) return undefined
  return { pairs: Object.fromEntries(found.Tags.map((tag) => [tag.Key, tag.Value])) }
}

function optionBlocks(input: RunInstancesInput): HclBlock[] {
  const blocks: HclBlock[] = []
  const metadata = input.MetadataOptions
  if (metadata)
    blocks.push({
      type: 'metadata_options',
      attributes: {
        http_endpoint: metadata.HttpEndpoint,
        http_tokens: metadata.HttpTokens,
        http_put_response_hop_limit: metadata.HttpPutResponseHopLimit,
        instance_metadata_tags: metadata.InstanceMetadataTags,
      },
    })
  if (input.CreditSpecification)
    blocks.push({
      type: 'credit_specification',
      attributes: { cpu_credits: input.CreditSpecification.CpuCredits },
    })
  const dns = input.PrivateDnsNameOptions
  if (dns)
    blocks.push({
      type: 'private_dns_name_options',
      attributes: {
        hostname_type: dns.HostnameType,
        enable_resource_name_dns_a_record: dns.EnableResourceNameDnsARecord,
        enable_resource_name_dns_aaaa_record: dns.EnableResourceNameDnsAAAARecord,
      },
    })
  if (input.MaintenanceOptions)
    blocks.push({
      type: 'maintenance_options',
      attributes: { auto_recovery: input.MaintenanceOptions.AutoRecovery },
    })
  const market = input.InstanceMarketOptions
  if (market)
    blocks.push({
      type: 'instance_market_options',
      attributes: { market_type: market.MarketType },
      blocks: [
        {
          type: 'spot_options',
          attributes: {
            max_price: market.SpotOptions.MaxPrice,
            spot_instance_type: market.SpotOptions.SpotInstanceType,
            instance_interruption_behavior: market.SpotOptions.InstanceInterruptionBehavior,
            valid_until: market.SpotOptions.ValidUntil,
          },
        },
      ],
    })
  return blocks
}
