import Alert from '@cloudscape-design/components/alert'
import { useOperation } from '../../api/index.ts'
import { useT } from '../../i18n/index.ts'
import { idOf, type Image } from './image.ts'

/** What names these images and would have to do without them. */
export function ImageUsers({ images }: { readonly images: readonly Image[] }) {
  const t = useT()
  const { data } = useOperation('ec2', 'DescribeImageReferences', {
    ImageIds: images.map(idOf),
    IncludeAllResourceTypes: true,
  })
  const users = data?.ImageReferences ?? []
  if (users.length === 0) return null
  return (
    <Alert type="warning" header={t('images.usedBy', { count: users.length })}>
      <ul>
        {users.map(({ Arn = '', ImageId = '' }) => (
          <li key={`${ImageId} ${Arn}`}>{Arn.split(':').slice(5).join(':')}</li>
        ))}
      </ul>
      {t('images.usedByText')}
    </Alert>
  )
}
