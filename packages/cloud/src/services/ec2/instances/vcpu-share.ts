import { findInstanceType } from '../../../catalogue/instance-types.ts'
import type { Share } from '../../../engine/collection.ts'
import type { QuotaName } from '../../service-quotas/quotas.ts'
import type { InstanceRecord } from './instance.ts'

/** The buckets of families, each with a limit for both markets; AWS lets no Spot request have the last ones. */
const buckets = {
  F: { onDemand: 'onDemandF', spot: 'spotF' },
  G: { onDemand: 'onDemandG', spot: 'spotG' },
  Inf: { onDemand: 'onDemandInf', spot: 'spotInf' },
  P: { onDemand: 'onDemandP', spot: 'spotP' },
  X: { onDemand: 'onDemandX', spot: 'spotX' },
  Trn: { onDemand: 'onDemandTrn', spot: 'spotTrn' },
  Dl: { onDemand: 'onDemandDl', spot: 'spotDl' },
  Hpc: { onDemand: 'onDemandHpc', spot: undefined },
  U: { onDemand: 'onDemandU', spot: undefined },
  /** Macs run on Dedicated Hosts, which have limits of their own. */
  Mac: { onDemand: undefined, spot: undefined },
  Standard: { onDemand: 'onDemandStandard', spot: 'spotStandard' },
} as const satisfies Record<string, Readonly<Record<'onDemand' | 'spot', QuotaName | undefined>>>

const bucketsByFamily: Readonly<Record<string, keyof typeof buckets>> = {
  dl: 'Dl',
  f: 'F',
  g: 'G',
  gr: 'G',
  hpc: 'Hpc',
  inf: 'Inf',
  mac: 'Mac',
  p: 'P',
  trn: 'Trn',
  u: 'U',
  vt: 'G',
  x: 'X',
}

/** The limit that counts an instance of this type, if one does. */
export function vcpuQuotaOf(instanceType: string, isSpot: boolean): QuotaName | undefined {
  const family = /^[a-z]+/.exec(instanceType)?.[0] ?? ''
  const bucket = buckets[bucketsByFamily[family] ?? 'Standard']
  return isSpot ? bucket.spot : bucket.onDemand
}

/** What counts are the type's own vCPUs, whatever the instance's CPU options. */
export function vcpusOf(instanceType: string): number {
  return findInstanceType(instanceType)?.VCpuInfo?.DefaultVCpus ?? 1
}

/** What a running instance takes of its limit. */
export function vcpuShare(instance: InstanceRecord): Share | undefined {
  const { state, instanceType, lifecycle, placement } = instance
  if (state !== 'pending' && state !== 'running') return undefined
  if (placement.tenancy === 'host') return undefined
  const key = vcpuQuotaOf(instanceType, lifecycle === 'spot')
  return key && { key, amount: vcpusOf(instanceType) }
}
