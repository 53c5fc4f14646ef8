import { CopyText, KeyValue } from '../../../components/index.ts'
import { useLocale } from '../../../i18n/index.ts'
import { formatTime } from '../../../lib/time.ts'
import type { Image } from './use-images.ts'

/** What an image is, before one launches from it. */
export function ImageFacts({ image }: { readonly image: Image }) {
  const { t, name } = useLocale()
  const disks = (image.BlockDeviceMappings ?? []).flatMap(({ DeviceName, Ebs }) =>
    Ebs ? [`${DeviceName ?? ''}: ${Ebs.VolumeSize ?? '-'} GiB ${Ebs.VolumeType ?? ''}`] : [],
  )
  return (
    <KeyValue
      columns={4}
      items={[
        [t('images.id'), <CopyText key="id" text={image.ImageId} />],
        [t('images.name'), image.Name],
        [t('images.platform'), image.PlatformDetails],
        [t('images.architecture'), image.Architecture],
        [t('images.owner'), [image.ImageOwnerAlias, image.OwnerId].filter(Boolean).join(' · ')],
        [t('images.visibility'), t(image.Public ? 'images.public' : 'images.private')],
        [t('images.created'), formatTime(image.CreationDate, name)],
        [t('images.deprecation'), formatTime(image.DeprecationTime, name)],
        [t('images.root'), image.RootDeviceType],
        [t('tab.storage'), disks.map((line) => <div key={line}>{line}</div>)],
        [t('images.bootMode'), image.BootMode],
        [t('images.imds'), image.ImdsSupport],
        [t('images.virtualization'), image.VirtualizationType],
        ['ENA', t(image.EnaSupport ? 'common.yes' : 'common.no')],
        [t('images.descriptionColumn'), image.Description],
      ]}
    />
  )
}
