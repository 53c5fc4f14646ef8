export type VolumeType = 'gp3' | 'gp2' | 'io2' | 'io1' | 'st1' | 'sc1' | 'standard'

export interface VolumeTypeLimits {
  readonly minSizeGiB: number
  readonly maxSizeGiB: number
  /** Present when IOPS can be asked for. */
  readonly iops?: {
    readonly min: number
    readonly max: number
    readonly default?: number
    readonly perGiB: number
  }
  /** Present when throughput can be asked for, MiB/s. */
  readonly throughput?: {
    readonly min: number
    readonly max: number
    readonly default: number
    readonly perIops: number
  }
  readonly media: 'ssd' | 'hdd' | 'magnetic'
  readonly bootable: boolean
  readonly multiAttach: boolean
}

/** https://docs.aws.amazon.com/ebs/latest/userguide/ebs-volume-types.html (gp3 as of the 2025 increase to 64 TiB, 80,000 IOPS, 2,000 MiB/s). */
export const volumeTypes: Readonly<Record<VolumeType, VolumeTypeLimits>> = {
  gp3: {
    minSizeGiB: 1,
    maxSizeGiB: 65_536,
    iops: { min: 3_000, max: 80_000, default: 3_000, perGiB: 500 },
    throughput: { min: 125, max: 2_000, default: 125, perIops: 0.25 },
    media: 'ssd',
    bootable: true,
    multiAttach: false,
  },
  gp2: { minSizeGiB: 1, maxSizeGiB: 16_384, media: 'ssd', bootable: true, multiAttach: false },
  io2: {
    minSizeGiB: 4,
    maxSizeGiB: 65_536,
    iops: { min: 100, max: 256_000, perGiB: 1_000 },
    media: 'ssd',
    bootable: true,
    multiAttach: true,
  },
  io1: {
    minSizeGiB: 4,
    maxSizeGiB: 16_384,
    iops: { min: 100, max: 64_000, perGiB: 50 },
    media: 'ssd',
    bootable: true,
    multiAttach: true,
  },
  st1: { minSizeGiB: 125, maxSizeGiB: 16_384, media: 'hdd', bootable: false, multiAttach: false },
  sc1: { minSizeGiB: 125, maxSizeGiB: 16_384, media: 'hdd', bootable: false, multiAttach: false },
  standard: {
    minSizeGiB: 1,
    maxSizeGiB: 1_024,
    media: 'magnetic',
    bootable: true,
    multiAttach: false,
  },
}

export function isVolumeType(text: string): text is VolumeType {
  return Object.hasOwn(volumeTypes, text)
}

/** Baseline IOPS that gp2 gives by size: 3 per GiB, at least 100, at most 16,000. */
export function gp2Iops(sizeGiB: number): number {
  return Math.min(16_000, Math.max(100, sizeGiB * 3))
}

export interface VolumeWish {
  readonly type: VolumeType
  readonly sizeGiB: number
  readonly iops?: number
  readonly throughputMiBps?: number
}

export interface VolumeProblem {
  readonly field: 'size' | 'iops' | 'throughput'
  readonly code: string
  readonly message: string
  readonly reason:
    | 'sizeRange'
    | 'iopsRequired'
    | 'iopsUnsupported'
    | 'iopsRange'
    | 'iopsRatio'
    | 'throughputUnsupported'
    | 'throughputRange'
    | 'throughputRatio'
}

/** The first rule that a wished volume breaks, with AWS's code and message. */
export function findVolumeProblem(wish: VolumeWish): VolumeProblem | undefined {
  return findSizeProblem(wish) ?? findIopsProblem(wish) ?? findThroughputProblem(wish)
}

function findSizeProblem({ type, sizeGiB }: VolumeWish): VolumeProblem | undefined {
  const { minSizeGiB, maxSizeGiB } = volumeTypes[type]
  if (sizeGiB >= minSizeGiB && sizeGiB <= maxSizeGiB) return undefined
  return {
    field: 'size',
    code: 'InvalidParameterValue',
    message:
      sizeGiB < minSizeGiB
        ? `Volume of ${sizeGiB}GiB is too small for volume type ${type}; minimum is ${minSizeGiB}GiB.`
        : `Volume of ${sizeGiB}GiB is too large for volume type ${type}; maximum is ${maxSizeGiB}GiB.`,
    reason: 'sizeRange',
  }
}

function findIopsProblem({ type, sizeGiB, iops }: VolumeWish): VolumeProblem | undefined {
  const limits = volumeTypes[type].iops
  if (limits === undefined) {
    if (iops === undefined) return undefined
    return {
      field: 'iops',
      code: 'InvalidParameterCombination',
      message: `The parameter iops is not supported for ${type} volumes.`,
      reason: 'iopsUnsupported',
    }
  }
  const asked = iops ?? limits.default
  if (asked === undefined) {
    return {
      field: 'iops',
      code: 'MissingParameter',
      message: `The parameter iops must be specified for ${type} volumes.`,
      reason: 'iopsRequired',
    }
  }
  if (asked < limits.min || asked > limits.max) {
    return {
      field: 'iops',
      code: 'InvalidParameterValue',
      message:
        asked < limits.min
          ? `Volume iops of ${asked} is too low; minimum is ${limits.min}.`
          : `Volume iops of ${asked} is too high; maximum is ${limits.max}.`,
      reason: 'iopsRange',
    }
  }
  // The default of gp3 holds for any size; only a wish is held to the ratio.
  if (iops === undefined || iops === limits.default || iops <= sizeGiB * limits.perGiB) {
    return undefined
  }
  return {
    field: 'iops',
    code: 'InvalidParameterValue',
    message: `Iops to volume size ratio of ${(iops / sizeGiB).toFixed(6)} is too high; maximum is ${limits.perGiB}`,
    reason: 'iopsRatio',
  }
}

function findThroughputProblem(wish: VolumeWish): VolumeProblem | undefined {
  const { throughputMiBps } = wish
  if (throughputMiBps === undefined) return undefined
  const { throughput: limits, iops } = volumeTypes[wish.type]
  if (limits === undefined) {
    return {
      field: 'throughput',
      code: 'InvalidParameterCombination',
      message: 'throughput can only be specified for volumeType gp3.',
      reason: 'throughputUnsupported',
    }
  }
  if (throughputMiBps < limits.min || throughputMiBps > limits.max) {
    return {
      field: 'throughput',
      code: 'InvalidParameterValue',
      message:
        throughputMiBps < limits.min
          ? `Throughput value ${throughputMiBps} is too low; minimum is ${limits.min}.`
          : `Throughput value ${throughputMiBps} is too high; maximum is ${limits.max}.`,
      reason: 'throughputRange',
    }
  }
  const provisioned = wish.iops ?? iops?.default ?? 0
  if (throughputMiBps <= provisioned * limits.perIops) return undefined
  return {
    field: 'throughput',
    code: 'InvalidParameterValue',
    message: `Throughput (MiBps) to iops ratio of ${(throughputMiBps / provisioned).toFixed(6)} is too high; maximum is ${limits.perIops.toFixed(6)} MiBps per iops.`,
    reason: 'throughputRatio',
  }
}
