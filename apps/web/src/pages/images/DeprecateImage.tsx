import { useT } from '../../i18n/index.ts'
import { FieldsDialog } from '../../resources/FieldsDialog.tsx'
import { idOf, imageNameOf, type Image } from './image.ts'

const isDay = (text: string) =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`))

/** From a day on the image is out of other people's lists; or no longer. */
export function DeprecateImage(props: { readonly image: Image; readonly onClose: () => void }) {
  const { image, onClose } = props
  const t = useT()
  const ImageId = idOf(image)
  return (
    <FieldsDialog
      title={t('images.deprecateTitle', { name: imageNameOf(image) })}
      submitText={t('common.save')}
      savedText={t('images.deprecationSaved', { name: imageNameOf(image) })}
      note={t('images.deprecateText')}
      fields={[
        {
          id: 'how',
          label: t('images.deprecation'),
          kind: 'choice',
          initial: 'at',
          options: [
            { value: 'at', label: t('images.deprecateAt') },
            ...(image.DeprecationTime === undefined
              ? []
              : [{ value: 'never', label: t('images.deprecateNever') }]),
          ],
        },
        {
          id: 'day',
          label: t('images.deprecateDay'),
          description: t('images.deprecateDayText'),
          placeholder: '2027-12-31',
          initial: image.DeprecationTime?.slice(0, 10) ?? '',
          when: ({ how }) => how === 'at',
          problem: (day) => (isDay(day) ? undefined : t('images.deprecateDayWrong')),
        },
      ]}
      run={(call, { how, day }) =>
        how === 'never'
          ? call('ec2', 'DisableImageDeprecation', { ImageId })
          : call('ec2', 'EnableImageDeprecation', {
              ImageId,
              DeprecateAt: `${day ?? ''}T00:00:00.000Z`,
            })
      }
      onClose={onClose}
    />
  )
}
