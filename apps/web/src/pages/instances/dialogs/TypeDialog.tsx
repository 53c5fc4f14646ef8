import Alert from '@cloudscape-design/components/alert'
import FormField from '@cloudscape-design/components/form-field'
import Select, { type SelectProps } from '@cloudscape-design/components/select'
import { useQuery } from '@tanstack/react-query'
import type { HourlyPrice } from '@brume/console-api'
import { categoryOf, compareSizes, parseInstanceType } from '@brume/ec2-model'
import { useMemo, useState } from 'react'
import {
  asApiError,
  callIn,
  collectPages,
  queryKey,
  usePrices,
  useScope,
  type Scope,
} from '../../../api/index.ts'
import { ConfirmDialog, describeError } from '../../../components/index.ts'
import { useT, type Translate } from '../../../i18n/index.ts'
import { formatPrice } from '../../../lib/prices.ts'
import { idOf, labelOf } from '../instance.ts'
import { hintsFor, traitsOf, type TypeTraits } from './type-hints.ts'
import { useSave } from '../../../resources/use-save.tsx'
import type { DialogProps } from './dialog-props.ts'

interface OfferedType {
  readonly name: string
  readonly vcpus: number
  readonly memoryGiB: number
  readonly traits: TypeTraits
}

/** Types that fit the instance's architecture and are offered in its zone. */
async function loadTypes(scope: Scope, zone: string, architecture: string): Promise<OfferedType[]> {
  const offerings = await collectPages((page) =>
    callIn(scope, 'ec2', 'DescribeInstanceTypeOfferings', {
      LocationType: 'availability-zone',
      Filters: [{ Name: 'location', Values: [zone] }],
      MaxResults: 1000,
      ...page,
    }),
  )
  const offered = new Set(
    offerings.flatMap((page) =>
      (page.InstanceTypeOfferings ?? []).flatMap(({ InstanceType }) => InstanceType ?? []),
    ),
  )
  const described = await collectPages((page) =>
    callIn(scope, 'ec2', 'DescribeInstanceTypes', {
      Filters: [{ Name: 'processor-info.supported-architecture', Values: [architecture] }],
      MaxResults: 100,
      ...page,
    }),
  )
  const types = described
    .flatMap((page) => page.InstanceTypes ?? [])
    .flatMap((type) => {
      const { InstanceType: name, VCpuInfo, MemoryInfo } = type
      return name && offered.has(name)
        ? [
            {
              name,
              vcpus: VCpuInfo?.DefaultVCpus ?? 0,
              memoryGiB: (MemoryInfo?.SizeInMiB ?? 0) / 1024,
              traits: traitsOf(type),
            },
          ]
        : []
    })
  return types.sort(compareTypes)
}

function compareTypes(a: OfferedType, b: OfferedType): number {
  const left = parseInstanceType(a.name)
  const right = parseInstanceType(b.name)
  if (!left || !right) return a.name < b.name ? -1 : 1
  if (left.family !== right.family) {
    const categories = categoryOf(a.name).localeCompare(categoryOf(b.name))
    return categories || (left.family < right.family ? -1 : 1)
  }
  return compareSizes(left.size, right.size)
}

/** The price of the chosen type, and how it came about when it is derived. */
function priceDetail(price: HourlyPrice, t: Translate): string {
  const text = t('launch.price.perHour', { price: formatPrice(price) })
  const line = `${t('launch.price.onDemand')}: ${text}`
  return price.exact ? line : `${line}. ${t('launch.price.derivedText')}`
}

export function TypeDialog(props: DialogProps) {
  const { instances, onClose } = props
  const [instance] = instances
  const t = useT()
  const scope = useScope()
  const zone = instance.Placement?.AvailabilityZone ?? ''
  const architecture = instance.Architecture ?? 'x86_64'
  const platform = instance.Platform?.toLowerCase() === 'windows' ? 'windows' : 'linux'
  const prices = usePrices()
  const [chosen, setChosen] = useState(instance.InstanceType ?? '')
  const price = prices?.onDemand[chosen]?.[platform]
  const save = useSave(onClose, t('dialog.typeSaved', { type: chosen }))
  const types = useQuery({
    queryKey: [...queryKey(scope, 'ec2', 'DescribeInstanceTypes'), 'offered', zone, architecture],
    queryFn: () => loadTypes(scope, zone, architecture),
    staleTime: Infinity,
  })
  const options = useMemo<SelectProps.Option[]>(
    () =>
      (types.data ?? []).map(({ name, vcpus, memoryGiB }) => {
        const hourly = prices?.onDemand[name]?.[platform]
        return {
          value: name,
          label: name,
          description: [
            t('dialog.typeDetail', { vcpus, memory: memoryGiB }),
            ...(hourly ? [t('launch.price.perHour', { price: formatPrice(hourly) })] : []),
          ].join(' · '),
        }
      }),
    [types.data, prices, platform, t],
  )
  const traitsOfType = (name: string | undefined) =>
    types.data?.find((type) => type.name === name)?.traits
  const next = traitsOfType(chosen)
  const hints =
    next && chosen !== instance.InstanceType
      ? hintsFor(instance, next, traitsOfType(instance.InstanceType))
      : { against: [], changes: [] }
  return (
    <ConfirmDialog
      title={t('dialog.typeTitle', { name: labelOf(instance) })}
      submitText={t('common.save')}
      disabled={chosen === instance.InstanceType}
      onClose={onClose}
      {...save.dialog((call) =>
        call('ec2', 'ModifyInstanceAttribute', {
          InstanceId: idOf(instance),
          InstanceType: { Value: chosen },
        }),
      )}
    >
      <FormField
        label={t('dialog.typeLabel')}
        description={t('dialog.typeText', { zone, architecture })}
        constraintText={price && priceDetail(price, t)}
        stretch
      >
        <Select
          virtualScroll
          expandToViewport
          filteringType="auto"
          filteringAriaLabel={t('dialog.typeFilter')}
          filteringPlaceholder={t('dialog.typeFilter')}
          statusType={types.isPending ? 'loading' : types.isError ? 'error' : 'finished'}
          loadingText={t('common.loading')}
          errorText={types.error ? describeError(asApiError(types.error), t) : ''}
          options={options}
          selectedOption={
            options.find(({ value }) => value === chosen) ?? { value: chosen, label: chosen }
          }
          onChange={({ detail }) => setChosen(detail.selectedOption.value ?? chosen)}
        />
      </FormField>
      {hints.against.length === 0 ? null : (
        <Alert type="warning" header={t('typeHint.against', { type: chosen })}>
          {hints.against.map((key) => (
            <div key={key}>{t(key)}</div>
          ))}
        </Alert>
      )}
      {hints.changes.length === 0 ? null : (
        <Alert type="info" header={t('typeHint.changes')}>
          {hints.changes.map((key) => (
            <div key={key}>{t(key)}</div>
          ))}
        </Alert>
      )}
    </ConfirmDialog>
  )
}
