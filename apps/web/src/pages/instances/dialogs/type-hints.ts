import type { Output } from '@brume/console-api'
import type { PlainKey } from '../../../i18n/index.ts'
import type { Instance } from '../instance.ts'

/** What counts of a type when an instance is to become one. */
export interface TypeTraits {
  readonly needsEna: boolean
  readonly interfaces: number
  readonly bootModes: readonly string[]
  readonly hibernates: boolean
  readonly hasStore: boolean
  readonly burstable: boolean
  readonly nvmeOnly: boolean
}

type Described = NonNullable<Output<'ec2', 'DescribeInstanceTypes'>['InstanceTypes']>[number]

export function traitsOf(type: Described): TypeTraits {
  return {
    needsEna: type.NetworkInfo?.EnaSupport === 'required',
    interfaces: type.NetworkInfo?.MaximumNetworkInterfaces ?? 1,
    bootModes: type.SupportedBootModes ?? [],
    hibernates: type.HibernationSupported ?? false,
    hasStore: type.InstanceStorageSupported ?? false,
    burstable: type.BurstablePerformanceSupported ?? false,
    nvmeOnly: type.EbsInfo?.NvmeSupport === 'required',
  }
}

export interface TypeHints {
  /** EC2 refuses the change, or the instance will not start. */
  readonly against: readonly PlainKey[]
  /** What will be otherwise. */
  readonly changes: readonly PlainKey[]
}

/** What to know before an instance becomes this type. */
export function hintsFor(
  instance: Instance,
  next: TypeTraits,
  present: TypeTraits | undefined,
): TypeHints {
  const { NetworkInterfaces = [], HibernationOptions, EnaSupport } = instance
  const boot = instance.CurrentInstanceBootMode === 'legacy-bios' ? 'legacy-bios' : 'uefi'
  const bootFits = instance.CurrentInstanceBootMode === undefined || next.bootModes.includes(boot)
  const when = (holds: boolean, key: PlainKey): readonly PlainKey[] => (holds ? [key] : [])
  return {
    against: [
      ...when(next.needsEna && EnaSupport === false, 'typeHint.ena'),
      ...when(NetworkInterfaces.length > next.interfaces, 'typeHint.interfaces'),
      ...when(!bootFits, 'typeHint.boot'),
      ...when(HibernationOptions?.Configured === true && !next.hibernates, 'typeHint.hibernation'),
    ],
    changes: [
      ...when(next.nvmeOnly && present?.nvmeOnly === false, 'typeHint.nvme'),
      ...when(next.hasStore && present?.hasStore === false, 'typeHint.storeGained'),
      ...when(!next.hasStore && present?.hasStore === true, 'typeHint.storeLost'),
      ...when(next.burstable && present?.burstable === false, 'typeHint.burstable'),
    ],
  }
}
