import type { Quota } from './quota.ts'

const storage = (type: string, name: string, code: string, value: number, applied = value) =>
  ({
    service: 'ebs',
    code,
    name: `Storage for ${name} (${type}) volumes, in TiB`,
    value,
    applied,
    refusal: {
      code: 'VolumeLimitExceeded',
      message: `You have exceeded the maximum ${type} storage limit of {limit} TiB in this region. Please contact AWS Support to request an Elastic Block Store service limit increase.`,
    },
  }) as const satisfies Quota

const iops = (type: string, code: string, value: number) =>
  ({
    service: 'ebs',
    code,
    name: `IOPS for Provisioned IOPS SSD (${type}) volumes`,
    value,
    refusal: {
      code: 'MaxIOPSLimitExceeded',
      message: `You have exceeded the maximum ${type} IOPS limit of {limit} in this region. Please contact AWS Support to request an Elastic Block Store service limit increase.`,
    },
  }) as const satisfies Quota

/** https://docs.aws.amazon.com/ebs/latest/userguide/ebs-resource-quotas.html */
export const storageQuotas = {
  gp2Storage: storage('gp2', 'General Purpose SSD', 'L-D18FCD1D', 50, 300),
  gp3Storage: storage('gp3', 'General Purpose SSD', 'L-7A658B76', 50, 300),
  io1Storage: storage('io1', 'Provisioned IOPS SSD', 'L-FD252861', 50),
  io2Storage: storage('io2', 'Provisioned IOPS SSD', 'L-09BD8365', 20),
  st1Storage: storage('st1', 'Throughput Optimized HDD', 'L-82ACEF56', 50),
  sc1Storage: storage('sc1', 'Cold HDD', 'L-17AF77E8', 50),
  standardStorage: storage('standard', 'Magnetic', 'L-9CF3C2EB', 50),
  io1Iops: iops('io1', 'L-B3A130E6', 300_000),
  io2Iops: iops('io2', 'L-8D977E7E', 100_000),
  snapshots: {
    service: 'ebs',
    code: 'L-309BACF6',
    name: 'Snapshots per Region',
    value: 100_000,
    refusal: {
      code: 'SnapshotLimitExceeded',
      message: 'The maximum number of snapshots has been reached.',
    },
  },
  archivedSnapshotsPerVolume: {
    service: 'ebs',
    code: 'L-E20676C1',
    name: 'Archived snapshots per volume',
    value: 25,
    refusal: {
      code: 'ResourceLimitExceeded',
      message: 'The maximum number of archived snapshots per volume has been reached.',
    },
  },
  /** Of SSD and magnetic volumes. */
  concurrentSnapshots: {
    service: 'ebs',
    name: 'Concurrent snapshots per volume',
    value: 5,
    adjustable: false,
    refusal: {
      code: 'ConcurrentSnapshotLimitExceeded',
      message: 'Maximum allowed in-progress snapshots for a single volume exceeded.',
    },
  },
  /** Of st1 and sc1. */
  concurrentHddSnapshots: {
    service: 'ebs',
    name: 'Concurrent snapshots per HDD volume',
    value: 1,
    adjustable: false,
    refusal: {
      code: 'ConcurrentSnapshotLimitExceeded',
      message: 'Maximum allowed in-progress snapshots for a single volume exceeded.',
    },
  },
} as const satisfies Record<string, Quota>
