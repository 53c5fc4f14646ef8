import type { Quota } from './quota.ts'

const onDemand = (what: string, code: string, value: number, applied: number) =>
  ({
    service: 'ec2',
    code,
    name: `Running On-Demand ${what} instances`,
    value,
    applied,
    refusal: {
      code: 'VcpuLimitExceeded',
      message:
        'You have requested more vCPU capacity than your current vCPU limit of {limit} allows for the instance bucket that the specified instance type belongs to. Please visit http://aws.amazon.com/contact-us/ec2-request to request an adjustment to this limit.',
    },
  }) as const satisfies Quota

const spot = (what: string, code: string, value: number, applied: number) =>
  ({
    service: 'ec2',
    code,
    name: `All ${what} Spot Instance Requests`,
    value,
    applied,
    refusal: { code: 'MaxSpotInstanceCountExceeded', message: 'Max spot instance count exceeded' },
  }) as const satisfies Quota

const standard = 'Standard (A, C, D, H, I, M, R, T, Z)'

/**
 * The default values are those of a new account; an account here has what AWS gives to one in use, and of the standard
 * families as much as 16,000 small instances take.
 * https://docs.aws.amazon.com/ec2/latest/instancetypes/ec2-instance-quotas.html
 */
export const computeQuotas = {
  onDemandStandard: onDemand(standard, 'L-1216C47A', 5, 32_000),
  onDemandF: onDemand('F', 'L-74FC7D96', 0, 128),
  onDemandG: onDemand('G and VT', 'L-DB2E81BA', 0, 64),
  onDemandInf: onDemand('Inf', 'L-1945791B', 0, 128),
  onDemandP: onDemand('P', 'L-417A185B', 0, 384),
  onDemandX: onDemand('X', 'L-7295265B', 0, 128),
  onDemandU: onDemand('High Memory', 'L-43DA4232', 0, 448),
  onDemandHpc: onDemand('HPC', 'L-F7808C92', 0, 768),
  onDemandTrn: onDemand('Trn', 'L-2C3B7624', 0, 256),
  onDemandDl: onDemand('DL', 'L-6E869C2A', 0, 96),
  spotStandard: spot(standard, 'L-34B43A08', 5, 32_000),
  spotF: spot('F', 'L-88CF9481', 0, 128),
  spotG: spot('G and VT', 'L-3819A6DF', 0, 64),
  spotInf: spot('Inf', 'L-B5D1601B', 0, 128),
  spotP: spot('P', 'L-7212CCBC', 0, 768),
  spotX: spot('X', 'L-E3A00192', 0, 128),
  spotTrn: spot('Trn', 'L-6B0D517C', 0, 256),
  spotDl: spot('DL', 'L-85EED4F7', 0, 96),
  elasticIps: {
    service: 'ec2',
    code: 'L-0263D0A3',
    name: 'EC2-VPC Elastic IPs',
    value: 5,
    refusal: {
      code: 'AddressLimitExceeded',
      message: 'The maximum number of addresses has been reached.',
    },
  },
  images: {
    service: 'ec2',
    code: 'L-B665C33B',
    name: 'AMIs',
    value: 50_000,
    refusal: {
      code: 'ResourceLimitExceeded',
      message: 'The maximum number of AMIs ({limit}) has been reached.',
    },
  },
  publicImages: {
    service: 'ec2',
    code: 'L-0E3CBAB9',
    name: 'Public AMIs',
    value: 5,
    refusal: {
      code: 'ResourceLimitExceeded',
      message: 'The maximum number of public AMIs ({limit}) has been reached.',
    },
  },
  keyPairs: {
    service: 'ec2',
    name: 'Key pairs per Region',
    value: 5000,
    refusal: {
      code: 'KeyPairLimitExceeded',
      message: 'The maximum number of key pairs ({limit}) has been reached.',
    },
  },
  launchTemplates: {
    service: 'ec2',
    name: 'Launch templates per Region',
    value: 5000,
    refusal: {
      code: 'LaunchTemplateLimitExceeded',
      message: 'The maximum number of launch templates ({limit}) has been reached.',
    },
  },
  launchTemplateVersions: {
    service: 'ec2',
    name: 'Launch template versions per launch template',
    value: 10_000,
    refusal: {
      code: 'LaunchTemplateVersionLimitExceeded',
      message: 'The maximum number of versions per launch template ({limit}) has been reached.',
    },
  },
  placementGroups: {
    service: 'ec2',
    name: 'Placement groups per Region',
    value: 500,
    refusal: {
      code: 'PlacementGroupLimitExceeded',
      message: 'You have reached the limit of {limit} placement groups in this Region.',
    },
  },
} as const satisfies Record<string, Quota>
