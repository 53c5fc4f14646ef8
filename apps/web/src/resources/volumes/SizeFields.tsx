import { findVolumeProblem, isVolumeType, volumeTypes, type VolumeType } from '@brume/ec2-model'
import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import Select from '@cloudscape-design/components/select'
import { useT } from '../../i18n/index.ts'

export interface VolumeDraft {
  readonly type: VolumeType
  readonly size: string
  readonly iops: string
  readonly throughput: string
}

const toNumber = (text: string) => (/^\d+$/.test(text.trim()) ? Number(text.trim()) : undefined)

/** What the API takes of a draft: only what the type has. */
export function draftInput({ type, size, iops, throughput }: VolumeDraft) {
  const limits = volumeTypes[type]
  return {
    VolumeType: type,
    Size: toNumber(size),
    ...(limits.iops && toNumber(iops) !== undefined && { Iops: toNumber(iops) }),
    ...(limits.throughput &&
      toNumber(throughput) !== undefined && { Throughput: toNumber(throughput) }),
  }
}

/** The first thing that EC2 would refuse, in its own words; with the field it belongs to. */
export function findDraftProblem(draft: VolumeDraft, leastGiB = 1) {
  const sizeGiB = toNumber(draft.size)
  if (sizeGiB === undefined || sizeGiB < leastGiB) return { field: 'size' } as const
  const { Iops, Throughput } = draftInput(draft)
  return findVolumeProblem({ type: draft.type, sizeGiB, iops: Iops, throughputMiBps: Throughput })
}

/** Type, size and speed of a volume, with the limits of the type. */
export function SizeFields(props: {
  readonly draft: VolumeDraft
  readonly leastGiB: number
  readonly onChange: (draft: VolumeDraft) => void
}) {
  const { draft, leastGiB, onChange } = props
  const t = useT()
  const limits = volumeTypes[draft.type]
  const problem = findDraftProblem(draft, leastGiB)
  const errorOf = (field: 'size' | 'iops' | 'throughput') =>
    problem?.field !== field
      ? undefined
      : 'message' in problem
        ? problem.message
        : t('launch.issue.sizeRange', {
            type: draft.type,
            min: Math.max(leastGiB, limits.minSizeGiB),
            max: limits.maxSizeGiB,
          })
  const types = Object.keys(volumeTypes).map((value) => ({ value, label: value }))
  return (
    <>
      <FormField label={t('volumes.type')}>
        <Select
          selectedOption={{ value: draft.type, label: draft.type }}
          options={types}
          expandToViewport
          onChange={({ detail }) => {
            const { value = '' } = detail.selectedOption
            if (isVolumeType(value)) onChange(withDefaults(draft, value))
          }}
        />
      </FormField>
      <FormField label={t('launch.volume.size')} errorText={errorOf('size')}>
        <Input
          type="number"
          inputMode="numeric"
          value={draft.size}
          onChange={({ detail }) => onChange({ ...draft, size: detail.value })}
        />
      </FormField>
      {limits.iops ? (
        <FormField label={t('volumes.iops')} errorText={errorOf('iops')}>
          <Input
            type="number"
            inputMode="numeric"
            value={draft.iops}
            onChange={({ detail }) => onChange({ ...draft, iops: detail.value })}
          />
        </FormField>
      ) : null}
      {limits.throughput ? (
        <FormField label={t('volumes.throughput')} errorText={errorOf('throughput')}>
          <Input
            type="number"
            inputMode="numeric"
            value={draft.throughput}
            onChange={({ detail }) => onChange({ ...draft, throughput: detail.value })}
          />
        </FormField>
      ) : null}
    </>
  )
}

function withDefaults(draft: VolumeDraft, type: VolumeType): VolumeDraft {
  const { iops, throughput } = volumeTypes[type]
  return {
    ...draft,
    type,
    iops: iops ? String(iops.default ?? iops.min) : '',
    throughput: throughput ? String(throughput.default) : '',
  }
}
