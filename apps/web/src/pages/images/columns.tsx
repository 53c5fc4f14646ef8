import type { ResourceColumn } from '../../components/index.ts'
import type { Locale } from '../../i18n/index.ts'
import { formatTime } from '../../lib/time.ts'
import { nameColumn } from '../../resources/name-column.ts'
import { idOf, imageNameOf, stateTypeOf, type Image } from './image.ts'
import { ResourceState } from '../../resources/ResourceState.tsx'

type Read = (image: Image) => string | undefined
type Column = ResourceColumn<Image>

export function createColumns({ t, name }: Locale): readonly Column[] {
  const text = (id: string, header: string, value: Read, more: Partial<Column> = {}): Column => ({
    id,
    header,
    value,
    cell: (image) => value(image) || '-',
    ...more,
  })
  const choice = { filter: 'choice' } as const
  return [
    nameColumn(t('instances.name')),
    text('image-name', t('images.name'), imageNameOf, { fixed: true, width: 320 }),
    text('id', t('images.id'), idOf, { width: 215 }),
    text('state', t('images.state'), (image) => image.State, {
      ...choice,
      width: 140,
      cell: (image) => <ResourceState type={stateTypeOf(image)} state={image.State} />,
    }),
    text(
      'visibility',
      t('images.visibility'),
      (image) => t(image.Public ? 'images.public' : 'images.private'),
      { ...choice, width: 110 },
    ),
    text('created', t('images.created'), (image) => image.CreationDate, {
      filter: 'date',
      width: 210,
      cell: (image) => formatTime(image.CreationDate, name) || '-',
    }),
    text('platform', t('images.platform'), (image) => image.PlatformDetails, {
      ...choice,
      width: 150,
    }),
    text('root', t('images.root'), (image) => image.RootDeviceType, { ...choice, width: 130 }),
    text('architecture', t('images.architecture'), (image) => image.Architecture, {
      ...choice,
      width: 130,
    }),
    text('owner', t('images.owner'), (image) => image.OwnerId, { width: 140 }),
    text('source', t('images.source'), (image) => image.ImageLocation, { hidden: true }),
    text('description', t('images.descriptionColumn'), (image) => image.Description, {
      hidden: true,
    }),
    text('virtualization', t('images.virtualization'), (image) => image.VirtualizationType, {
      ...choice,
      hidden: true,
    }),
    text('boot', t('images.bootMode'), (image) => image.BootMode, { ...choice, hidden: true }),
    text('imds', t('images.imds'), (image) => image.ImdsSupport, { ...choice, hidden: true }),
    text('deprecation', t('images.deprecation'), (image) => image.DeprecationTime, {
      filter: 'date',
      hidden: true,
      cell: (image) => formatTime(image.DeprecationTime, name) || '-',
    }),
  ]
}
