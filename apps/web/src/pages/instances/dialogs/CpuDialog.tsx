import { useOperation } from '../../../api/index.ts'
import { useT } from '../../../i18n/index.ts'
import { FieldsDialog } from '../../../resources/FieldsDialog.tsx'
import { idOf, labelOf } from '../instance.ts'
import type { DialogProps } from './dialog-props.ts'

/** Cores and threads that the next start has, among those that the type allows. */
export function CpuDialog({ instances: [instance], onClose }: DialogProps) {
  const t = useT()
  const type = instance.InstanceType
  const { data } = useOperation(
    'ec2',
    'DescribeInstanceTypes',
    type === undefined ? undefined : { InstanceTypes: [type] },
    { staleMs: 600_000 },
  )
  if (data === undefined) return null
  const {
    ValidCores,
    DefaultCores = 1,
    ValidThreadsPerCore,
    DefaultThreadsPerCore = 1,
  } = data.InstanceTypes?.[0]?.VCpuInfo ?? {}
  const options = (values: readonly number[]) =>
    values.map((value) => ({ value: String(value), label: String(value) }))
  const { CoreCount = DefaultCores, ThreadsPerCore = DefaultThreadsPerCore } =
    instance.CpuOptions ?? {}
  const fixed = ValidCores === undefined
  return (
    <FieldsDialog
      title={t('dialog.cpuTitle', { name: labelOf(instance) })}
      submitText={t('common.save')}
      savedText={t('dialog.saved')}
      {...(fixed ? { warning: t('dialog.cpuFixed', { type: type ?? '' }) } : {})}
      note={t('dialog.cpuText')}
      fields={[
        {
          id: 'cores',
          label: t('dialog.cpuCores'),
          kind: 'choice',
          initial: String(CoreCount),
          options: options(ValidCores ?? [DefaultCores]),
        },
        {
          id: 'threads',
          label: t('dialog.cpuThreads'),
          description: t('dialog.cpuThreadsText'),
          kind: 'choice',
          initial: String(ThreadsPerCore),
          options: options(ValidThreadsPerCore ?? [DefaultThreadsPerCore]),
        },
      ]}
      run={(call, { cores, threads }) =>
        call('ec2', 'ModifyInstanceCpuOptions', {
          InstanceId: idOf(instance),
          CoreCount: Number(cores),
          ThreadsPerCore: Number(threads),
        })
      }
      onClose={onClose}
    />
  )
}
