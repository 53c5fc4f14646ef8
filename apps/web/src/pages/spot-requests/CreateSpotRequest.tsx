import { useFeed, useOperation } from '../../api/index.ts'
import { useT } from '../../i18n/index.ts'
import { asTypeName } from '../../lib/instance-type-name.ts'
import { FieldsDialog, type FieldOption } from '../../resources/FieldsDialog.tsx'
import { useZoneOptions } from '../../resources/vpc-options.ts'

/** Asks for Spot Instances of one kind; all that a launch can say besides is said by Launch instances. */
export function CreateSpotRequest({ onClose }: { readonly onClose: () => void }) {
  const t = useT()
  const zones = useZoneOptions()
  const images = useImageOptions()
  const keys = useFeed('key-pairs').list.map(({ KeyName = '' }) => ({
    value: KeyName,
    label: KeyName,
  }))
  const stays = { value: 'terminate', label: t('launch.spot.terminate') }
  return (
    <FieldsDialog
      title={t('spotRequests.create')}
      submitText={t('spotRequests.create')}
      savedText={t('spotRequests.made')}
      note={t('spotRequests.createNote')}
      tagType="spot-instances-request"
      fields={[
        {
          id: 'image',
          label: t('spotRequests.image'),
          kind: 'choice',
          options: images,
          initial: images[0]?.value ?? '',
        },
        { id: 'type', label: t('templates.type'), initial: 't3.micro' },
        {
          id: 'count',
          label: t('spotRequests.count'),
          initial: '1',
          problem: (value) =>
            /^[1-9]\d{0,2}$/.test(value) ? undefined : t('spotRequests.badCount'),
        },
        {
          id: 'zone',
          label: t('capacity.zone'),
          kind: 'choice',
          initial: 'any',
          options: [{ value: 'any', label: t('spotRequests.anyZone') }, ...zones],
        },
        {
          id: 'price',
          label: t('spotRequests.maxPrice'),
          description: t('launch.spot.maxPriceText'),
          optional: true,
          problem: (value) => (Number(value) > 0 ? undefined : t('spotRequests.badPrice')),
        },
        {
          id: 'kind',
          label: t('spotRequests.kind'),
          kind: 'choice',
          initial: 'one-time',
          options: [
            { value: 'one-time', label: t('launch.spot.oneTime') },
            { value: 'persistent', label: t('launch.spot.persistent') },
          ],
        },
        {
          id: 'interruption',
          label: t('launch.spot.interruption'),
          kind: 'choice',
          initial: 'terminate',
          options: ({ kind }) =>
            kind === 'persistent'
              ? [
                  stays,
                  { value: 'stop', label: t('launch.spot.stop') },
                  { value: 'hibernate', label: t('launch.spot.hibernate') },
                ]
              : [stays],
        },
        {
          id: 'key',
          label: t('spotRequests.key'),
          kind: 'choice',
          optional: true,
          options: keys,
          none: t('common.none'),
        },
      ]}
      run={(call, values, tags) =>
        call('ec2', 'RequestSpotInstances', {
          InstanceCount: Number(values['count']),
          Type: values['kind'] === 'persistent' ? 'persistent' : 'one-time',
          InstanceInterruptionBehavior: behaviors.find((one) => one === values['interruption']),
          ...(values['price'] && { SpotPrice: values['price'] }),
          LaunchSpecification: {
            ImageId: values['image'],
            InstanceType: asTypeName(values['type']),
            ...(values['key'] && { KeyName: values['key'] }),
            ...(values['zone'] !== 'any' && { Placement: { AvailabilityZone: values['zone'] } }),
          },
          ...tags,
        })
      }
      onClose={onClose}
    />
  )
}

const behaviors = ['terminate', 'stop', 'hibernate'] as const

/** Own images, and the newest of Amazon Linux. */
function useImageOptions(): readonly FieldOption[] {
  const own = useFeed('images').list
  const { data } = useOperation('ec2', 'DescribeImages', {
    Owners: ['amazon'],
    Filters: [{ Name: 'name', Values: ['al2023-ami-2023*-x86_64', 'al2023-ami-2023*-arm64'] }],
  })
  const newest = (data?.Images ?? [])
    .toSorted((a, b) => (b.CreationDate ?? '').localeCompare(a.CreationDate ?? ''))
    .slice(0, 4)
  return [...newest, ...own].map(
    ({ ImageId: value = '', Name: label = '', Architecture: tag }) => ({
      value,
      label,
      description: value,
      ...(tag !== undefined && { tag }),
    }),
  )
}
