import type { RuleRow } from '../../../lib/security-rules.ts'

/**
 * The launch form as plain data: what a person has entered, nothing derived. Numbers stay text until the request is built, so that an
 * empty or wrong entry can be shown and explained. Every choice keeps the entries of its other branches, so switching back loses nothing.
 */
export interface LaunchForm {
  readonly name: string
  readonly tags: readonly TagRow[]
  readonly count: string
  readonly image: ImageChoice | null
  readonly instanceType: string
  readonly keyPair: KeyPairChoice
  readonly network: NetworkChoice
  readonly volumes: readonly VolumeRow[]
  readonly advanced: AdvancedChoice
}

export type TagTarget = 'instance' | 'volume' | 'network-interface' | 'spot-instances-request'

export interface TagRow {
  readonly id: string
  readonly key: string
  readonly value: string
  readonly targets: readonly TagTarget[]
}

/** The facts of the chosen image that the form depends on. */
export interface ImageChoice {
  readonly id: string
  readonly name: string
  readonly architecture: string
  readonly platform: 'linux' | 'windows'
  /** As EC2 says it: `Linux/UNIX`, `Windows`, `Red Hat Enterprise Linux`. */
  readonly platformDetails?: string
  readonly rootDeviceType: 'ebs' | 'instance-store'
  readonly rootDeviceName: string
  /** `required` when the image itself demands IMDSv2. */
  readonly metadataTokens: 'required' | 'optional'
  readonly enaSupport: boolean
  readonly bootMode?: string
  readonly volumes: readonly ImageVolume[]
  /** The user that an SSH client signs in as. */
  readonly loginUser: string
  /** Marketplace images ask for a subscription first. */
  readonly productCode?: string
  readonly state?: string
  readonly deprecationTime?: string
}

/** One EBS mapping that the image brings along. */
export interface ImageVolume {
  readonly deviceName: string
  readonly snapshotId: string
  readonly sizeGiB: number
  readonly type: string
  readonly iops?: number
  readonly throughput?: number
  readonly deleteOnTermination: boolean
  readonly encrypted: boolean
}

export interface KeyPairChoice {
  /** `unset` until the person decides: a server without a key must be chosen, never happen. */
  readonly mode: 'unset' | 'none' | 'existing' | 'new'
  readonly existingName: string
  readonly newName: string
  readonly type: 'rsa' | 'ed25519'
  readonly format: 'pem' | 'ppk'
}

export interface NetworkChoice {
  readonly vpcId: string
  /** Empty: no preference. */
  readonly subnetId: string
  readonly availabilityZone: string
  /** `subnet`: as the subnet says. */
  readonly publicIp: 'subnet' | 'enable' | 'disable'
  readonly ipv6: 'subnet' | 'enable' | 'disable'
  readonly groupMode: 'new' | 'existing'
  readonly groupIds: readonly string[]
  readonly newGroup: NewGroup
}

export interface NewGroup {
  readonly name: string
  readonly description: string
  readonly rules: readonly RuleRow[]
}

export interface VolumeRow {
  readonly id: string
  /** `image`: brought by the AMI; `added`: by the person. */
  readonly origin: 'image' | 'added'
  readonly root: boolean
  readonly deviceName: string
  readonly snapshotId: string
  readonly sizeGiB: string
  readonly type: string
  readonly iops: string
  readonly throughput: string
  readonly deleteOnTermination: boolean
  readonly encrypted: boolean
  readonly kmsKeyId: string
}

export interface AdvancedChoice {
  readonly purchasing: 'on-demand' | 'spot'
  readonly spot: {
    readonly maxPrice: string
    readonly requestType: 'one-time' | 'persistent'
    readonly interruption: 'terminate' | 'stop' | 'hibernate'
    /** ISO time; only for persistent requests. Empty: no end. */
    readonly validUntil: string
  }
  /** Name or ARN. */
  readonly instanceProfile: string
  /** Empty: as the subnet says. */
  readonly hostnameType: '' | 'ip-name' | 'resource-name'
  readonly dnsARecord: boolean
  readonly dnsAaaaRecord: boolean
  readonly autoRecovery: 'default' | 'disabled'
  readonly shutdown: 'stop' | 'terminate'
  readonly hibernation: boolean
  readonly terminationProtection: boolean
  readonly stopProtection: boolean
  readonly detailedMonitoring: boolean
  readonly ebsOptimized: boolean
  /** Empty: as the account's default for the family says. */
  readonly credits: '' | 'standard' | 'unlimited'
  readonly tenancy: 'default' | 'dedicated' | 'host'
  readonly hostId: string
  readonly placementGroup: string
  readonly metadataEnabled: boolean
  readonly metadataTokens: 'required' | 'optional'
  readonly metadataHopLimit: string
  readonly metadataTags: boolean
  readonly userData: string
  readonly userDataIsBase64: boolean
}

export const defaultRules: readonly RuleRow[] = [
  {
    id: 'rule-1',
    preset: 'ssh',
    protocol: 'tcp',
    ports: '22',
    sourceKind: 'anywhere-ipv4',
    source: '0.0.0.0/0',
    description: '',
  },
]

/** The form as AWS's own opens. The page fills in the VPC, the default image and the free `launch-wizard-N` name. */
export function newLaunchForm(): LaunchForm {
  return {
    name: '',
    tags: [],
    count: '1',
    image: null,
    instanceType: '',
    keyPair: { mode: 'unset', existingName: '', newName: '', type: 'rsa', format: 'pem' },
    network: {
      vpcId: '',
      subnetId: '',
      availabilityZone: '',
      publicIp: 'subnet',
      ipv6: 'subnet',
      groupMode: 'new',
      groupIds: [],
      newGroup: { name: 'launch-wizard-1', description: '', rules: defaultRules },
    },
    volumes: [],
    advanced: {
      purchasing: 'on-demand',
      spot: { maxPrice: '', requestType: 'one-time', interruption: 'terminate', validUntil: '' },
      instanceProfile: '',
      hostnameType: '',
      dnsARecord: true,
      dnsAaaaRecord: false,
      autoRecovery: 'default',
      shutdown: 'stop',
      hibernation: false,
      terminationProtection: false,
      stopProtection: false,
      detailedMonitoring: false,
      ebsOptimized: false,
      credits: '',
      tenancy: 'default',
      hostId: '',
      placementGroup: '',
      metadataEnabled: true,
      metadataTokens: 'required',
      metadataHopLimit: '2',
      metadataTags: false,
      userData: '',
      userDataIsBase64: false,
    },
  }
}
