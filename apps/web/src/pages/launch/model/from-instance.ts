import type { AdvancedChoice, LaunchForm, TagRow } from './form.ts'

/** What Describe answers of an instance to launch more like it; a subset of the SDK's Instance. */
export interface InstanceInfo {
  ImageId?: string | undefined
  InstanceType?: string | undefined
  KeyName?: string | undefined
  SubnetId?: string | undefined
  VpcId?: string | undefined
  SecurityGroups?: readonly { GroupId?: string | undefined }[] | undefined
  IamInstanceProfile?: { Arn?: string | undefined } | undefined
  EbsOptimized?: boolean | undefined
  InstanceLifecycle?: string | undefined
  Monitoring?: { State?: string | undefined } | undefined
  HibernationOptions?: { Configured?: boolean | undefined } | undefined
  Placement?:
    | {
        Tenancy?: string | undefined
        HostId?: string | undefined
        GroupName?: string | undefined
      }
    | undefined
  MetadataOptions?:
    | {
        HttpEndpoint?: string | undefined
        HttpTokens?: string | undefined
        HttpPutResponseHopLimit?: number | undefined
        InstanceMetadataTags?: string | undefined
      }
    | undefined
  PrivateDnsNameOptions?:
    | {
        HostnameType?: string | undefined
        EnableResourceNameDnsARecord?: boolean | undefined
        EnableResourceNameDnsAAAARecord?: boolean | undefined
      }
    | undefined
  MaintenanceOptions?: { AutoRecovery?: string | undefined } | undefined
  Tags?: readonly { Key?: string | undefined; Value?: string | undefined }[] | undefined
}

/** What only DescribeInstanceAttribute and DescribeInstanceCreditSpecifications tell. */
export interface InstanceAttributes {
  readonly userDataBase64?: string
  readonly shutdown?: string
  readonly terminationProtection?: boolean
  readonly stopProtection?: boolean
  readonly credits?: string
}

/**
 * The form filled in like an instance. As in AWS, its image must be chosen first (`withImage`), its disks are the image's, and
 * its addresses are not copied.
 */
export function likeInstance(
  form: LaunchForm,
  instance: InstanceInfo,
  attributes: InstanceAttributes,
): LaunchForm {
  const tags = (instance.Tags ?? []).filter((tag) => !(tag.Key ?? '').startsWith('aws:'))
  return {
    ...form,
    name: tags.find((tag) => tag.Key === 'Name')?.Value ?? '',
    tags: tags
      .filter((tag) => tag.Key !== 'Name')
      .map((tag, index): TagRow => ({
        id: `tag-${index + 1}`,
        key: tag.Key ?? '',
        value: tag.Value ?? '',
        targets: ['instance'],
      })),
    instanceType: instance.InstanceType ?? form.instanceType,
    keyPair: {
      ...form.keyPair,
      mode: instance.KeyName === undefined ? 'none' : 'existing',
      existingName: instance.KeyName ?? '',
    },
    network: {
      ...form.network,
      vpcId: instance.VpcId ?? form.network.vpcId,
      subnetId: instance.SubnetId ?? '',
      groupMode: 'existing',
      groupIds: (instance.SecurityGroups ?? []).flatMap((group) => group.GroupId ?? []),
    },
    advanced: likeAdvanced(form.advanced, instance, attributes),
  }
}

function likeAdvanced(
  base: AdvancedChoice,
  instance: InstanceInfo,
  attributes: InstanceAttributes,
): AdvancedChoice {
  const { MetadataOptions: metadata, PrivateDnsNameOptions: dns, Placement: place } = instance
  const tenancy = place?.Tenancy
  const credits = attributes.credits
  return {
    ...base,
    purchasing: instance.InstanceLifecycle === 'spot' ? 'spot' : 'on-demand',
    instanceProfile: instance.IamInstanceProfile?.Arn ?? '',
    hostnameType:
      dns?.HostnameType === 'resource-name' || dns?.HostnameType === 'ip-name'
        ? dns.HostnameType
        : '',
    dnsARecord: dns?.EnableResourceNameDnsARecord ?? base.dnsARecord,
    dnsAaaaRecord: dns?.EnableResourceNameDnsAAAARecord ?? base.dnsAaaaRecord,
    autoRecovery: instance.MaintenanceOptions?.AutoRecovery === 'disabled' ? 'disabled' : 'default',
    shutdown: attributes.shutdown === 'terminate' ? 'terminate' : 'stop',
    hibernation: instance.HibernationOptions?.Configured ?? false,
    terminationProtection: attributes.terminationProtection ?? false,
    stopProtection: attributes.stopProtection ?? false,
    detailedMonitoring: instance.Monitoring?.State === 'enabled',
    ebsOptimized: base.ebsOptimized,
    credits: credits === 'standard' || credits === 'unlimited' ? credits : '',
    tenancy: tenancy === 'dedicated' || tenancy === 'host' ? tenancy : 'default',
    hostId: place?.HostId ?? '',
    placementGroup: place?.GroupName ?? '',
    metadataEnabled: metadata?.HttpEndpoint !== 'disabled',
    metadataTokens: metadata?.HttpTokens === 'optional' ? 'optional' : 'required',
    metadataHopLimit: String(metadata?.HttpPutResponseHopLimit ?? base.metadataHopLimit),
    metadataTags: metadata?.InstanceMetadataTags === 'enabled',
    ...decodeUserData(attributes.userDataBase64),
  }
}

/** Text is shown as text; bytes that are no UTF-8 stay base64, with the box ticked. */
function decodeUserData(encoded: string | undefined): {
  userData: string
  userDataIsBase64: boolean
} {
  if (encoded === undefined || encoded === '') return { userData: '', userDataIsBase64: false }
  try {
    const bytes = Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0))
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    return { userData: text, userDataIsBase64: false }
  } catch {
    return { userData: encoded, userDataIsBase64: true }
  }
}
