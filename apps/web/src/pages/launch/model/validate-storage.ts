import {
  deviceSlot,
  findVolumeProblem,
  isDeviceName,
  isVolumeType,
  volumeTypes,
} from '@brume/ec2-model'
import type { LaunchFacts } from './facts.ts'
import type { LaunchForm, VolumeRow } from './form.ts'
import type { Issue } from './issues.ts'
import { toNumber } from './run-instances.ts'

export function findStorageIssues(form: LaunchForm, facts: LaunchFacts): Issue[] {
  const seen = new Set<string>()
  return form.volumes.flatMap((row) => {
    const issues = findDeviceIssues(row, form, seen)
    seen.add(deviceSlot(row.deviceName))
    return [...issues, ...findSizeIssues(row, form, facts), ...findTypeIssues(row)]
  })
}

function findDeviceIssues(row: VolumeRow, form: LaunchForm, seen: Set<string>): Issue[] {
  if (row.origin === 'image') return []
  const name = row.deviceName
  if (!isDeviceName(name, form.image?.platform))
    return [{ field: `volume.${row.id}.device`, say: (t) => t('launch.issue.device', { name }) }]
  if (seen.has(deviceSlot(name)))
    return [
      { field: `volume.${row.id}.device`, say: (t) => t('launch.issue.deviceTwice', { name }) },
    ]
  return []
}

function findSizeIssues(row: VolumeRow, form: LaunchForm, facts: LaunchFacts): Issue[] {
  const size = toNumber(row.sizeGiB)
  if (size === undefined || size === 0)
    return [{ field: `volume.${row.id}.size`, say: (t) => t('launch.issue.sizeMissing') }]
  const brought = form.image?.volumes.find((volume) => volume.deviceName === row.deviceName)
  const least =
    facts.snapshotSizesGiB?.get(row.snapshotId) ??
    (brought && brought.snapshotId === row.snapshotId ? brought.sizeGiB : undefined)
  if (least !== undefined && size < least)
    return [
      { field: `volume.${row.id}.size`, say: (t) => t('launch.issue.sizeSnapshot', { least }) },
    ]
  return []
}

function findTypeIssues(row: VolumeRow): Issue[] {
  const { id, type } = row
  if (!isVolumeType(type))
    return [{ field: `volume.${id}.type`, say: (t) => t('launch.issue.volumeType') }]
  const limits = volumeTypes[type]
  if (row.root && !limits.bootable)
    return [{ field: `volume.${id}.type`, say: (t) => t('launch.issue.volumeBoot', { type }) }]
  const sizeGiB = toNumber(row.sizeGiB)
  if (sizeGiB === undefined || sizeGiB === 0) return []
  const problem = findVolumeProblem({
    type,
    sizeGiB,
    ...(limits.iops && { iops: toNumber(row.iops) }),
    ...(limits.throughput && { throughputMiBps: toNumber(row.throughput) }),
  })
  if (problem === undefined) return []
  const field = `volume.${id}.${problem.field}` as const
  const { minSizeGiB: min, maxSizeGiB: max, iops, throughput } = limits
  switch (problem.reason) {
    case 'sizeRange':
      return [{ field, say: (t) => t('launch.issue.sizeRange', { type, min, max }) }]
    case 'iopsRequired':
      return [{ field, say: (t) => t('launch.issue.iopsMissing', { type }) }]
    case 'iopsRange':
    case 'iopsUnsupported':
      return [
        {
          field,
          say: (t) =>
            t('launch.issue.iopsRange', { type, min: iops?.min ?? 0, max: iops?.max ?? 0 }),
        },
      ]
    case 'iopsRatio': {
      const most = (iops?.perGiB ?? 0) * sizeGiB
      return [{ field, say: (t) => t('launch.issue.iopsRatio', { size: sizeGiB, most }) }]
    }
    case 'throughputRange':
    case 'throughputUnsupported':
      return [
        {
          field,
          say: (t) =>
            t('launch.issue.throughputRange', {
              min: throughput?.min ?? 0,
              max: throughput?.max ?? 0,
            }),
        },
      ]
    case 'throughputRatio': {
      const provisioned = toNumber(row.iops) ?? iops?.default ?? 0
      const most = Math.floor(provisioned * (throughput?.perIops ?? 0))
      return [{ field, say: (t) => t('launch.issue.throughputRatio', { provisioned, most }) }]
    }
  }
}
