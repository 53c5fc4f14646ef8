import type { Input } from '@brume/console-api'
import { collectPages } from '../../../api/index.ts'
import { useT, type Translate } from '../../../i18n/index.ts'
import { FieldsDialog, type Field } from '../../../resources/FieldsDialog.tsx'

type Requirements = NonNullable<
  Input<'ec2', 'GetInstanceTypesFromInstanceRequirements'>['InstanceRequirements']
>

/** Asks EC2 which types have the attributes that one needs, as a fleet or a template would choose them. */
export function FindTypes(props: {
  readonly onFound: (names: readonly string[]) => void
  readonly onClose: () => void
}) {
  const t = useT()
  return (
    <FieldsDialog
      title={t('types.find')}
      submitText={t('types.findNow')}
      savedText={t('types.foundDone')}
      note={t('types.findText')}
      fields={[
        number(t, 'minVcpus', t('types.minVcpus'), '2'),
        { ...number(t, 'maxVcpus', t('types.maxVcpus')), optional: true },
        number(t, 'minMemory', t('types.minMemory'), '4'),
        { ...number(t, 'maxMemory', t('types.maxMemory')), optional: true },
        {
          id: 'architecture',
          label: t('launch.image.architecture'),
          kind: 'choice',
          initial: 'x86_64',
          options: [
            { value: 'x86_64', label: t('launch.image.x86') },
            { value: 'arm64', label: t('launch.image.arm') },
          ],
        },
        {
          id: 'storage',
          label: t('launch.type.storage'),
          kind: 'choice',
          initial: 'included',
          options: [
            { value: 'included', label: t('types.included') },
            { value: 'required', label: t('types.required') },
            { value: 'excluded', label: t('types.excluded') },
          ],
        },
        { id: 'burstable', label: t('types.burstable'), kind: 'check' },
        { id: 'current', label: t('launch.type.currentOnly'), kind: 'check', initial: 'yes' },
        { id: 'gpu', label: t('types.gpu'), kind: 'check' },
      ]}
      run={async (call, values) => {
        const pages = await collectPages((page) =>
          call('ec2', 'GetInstanceTypesFromInstanceRequirements', {
            ArchitectureTypes: [values['architecture'] === 'arm64' ? 'arm64' : 'x86_64'],
            VirtualizationTypes: ['hvm'],
            InstanceRequirements: readRequirements(values),
            ...page,
          }),
        )
        const types = pages.flatMap(({ InstanceTypes }) => InstanceTypes ?? [])
        props.onFound(types.flatMap(({ InstanceType }) => InstanceType ?? []))
      }}
      onClose={props.onClose}
    />
  )
}

function number(t: Translate, id: string, label: string, initial = ''): Field {
  return {
    id,
    label,
    initial,
    problem: (value) => (/^\d+(\.\d+)?$/.test(value) ? undefined : t('types.badNumber')),
  }
}

function readRequirements(values: Readonly<Record<string, string>>): Requirements {
  const read = (id: string, factor = 1) =>
    values[id] ? Math.round(Number(values[id]) * factor) : undefined
  const range = (low: string, high: string, factor = 1) => {
    const Max = read(high, factor)
    return { Min: read(low, factor) ?? 0, ...(Max !== undefined && { Max }) }
  }
  const storage = values['storage']
  return {
    VCpuCount: range('minVcpus', 'maxVcpus'),
    MemoryMiB: range('minMemory', 'maxMemory', 1024),
    LocalStorage: storage === 'required' || storage === 'excluded' ? storage : 'included',
    BurstablePerformance: values['burstable'] ? 'included' : 'excluded',
    ...(values['current'] && { InstanceGenerations: ['current'] }),
    ...(values['gpu'] && { AcceleratorTypes: ['gpu'], AcceleratorCount: { Min: 1 } }),
  }
}
