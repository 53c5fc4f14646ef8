import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import FormField from '@cloudscape-design/components/form-field'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Tabs from '@cloudscape-design/components/tabs'
import { useState } from 'react'
import { useScope } from '../../../api/index.ts'
import { CopyText, KeyValue } from '../../../components/index.ts'
import { useT } from '../../../i18n/index.ts'
import { AcceptTerms, useCanAcceptTerms } from '../images/AcceptTerms.tsx'
import { ImageBrowser } from '../images/ImageBrowser.tsx'
import { ImageList } from '../images/ImageList.tsx'
import { QuickStart } from '../images/QuickStart.tsx'
import { recentImages, useImageSearch, useImagesById, type Image } from '../images/use-images.ts'
import { withImage } from '../model/change-form.ts'
import { toImageChoice } from '../model/image-choice.ts'
import { fieldElementId, type SectionProps } from '../section-props.ts'

export function ImageSection(props: SectionProps) {
  const { form, change, errorOf } = props
  const t = useT()
  const [tab, setTab] = useState('quick')
  const [browsing, setBrowsing] = useState(false)
  const choose = (image: Image) => change((old) => withImage(old, toImageChoice(image)))
  const chosenId = form.image?.id
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={t('launch.image.description')}
          actions={
            <Button iconName="search" onClick={() => setBrowsing(true)}>
              {t('launch.image.browse')}
            </Button>
          }
        >
          {t('launch.image.header')}
        </Header>
      }
    >
      <SpaceBetween size="m">
        <div>
          <div id={fieldElementId('image')} tabIndex={-1} className="brume-focus-quiet">
            <Tabs
              activeTabId={tab}
              ariaLabel={t('launch.image.header')}
              onChange={({ detail }) => setTab(detail.activeTabId)}
              tabs={[
                {
                  id: 'recent',
                  label: t('launch.image.recent'),
                  content: <RecentImages chosenId={chosenId} onChoose={choose} />,
                },
                {
                  id: 'mine',
                  label: t('launch.image.mine'),
                  content: <MyImages chosenId={chosenId} onChoose={choose} />,
                },
                {
                  id: 'quick',
                  label: t('launch.image.quick'),
                  content: <QuickStart chosen={form.image} onChoose={choose} />,
                },
              ]}
            />
          </div>
          {/* Beside the controls, not around them: a field around would mark each of them as wrong. */}
          <FormField errorText={errorOf('image')} />
        </div>
        <ChosenImage {...props} />
      </SpaceBetween>
      {browsing ? (
        <ImageBrowser
          chosenId={chosenId}
          onChoose={(image) => {
            choose(image)
            setBrowsing(false)
          }}
          onClose={() => setBrowsing(false)}
        />
      ) : null}
    </Container>
  )
}

interface ChooserProps {
  readonly chosenId: string | undefined
  readonly onChoose: (image: Image) => void
}

function RecentImages({ chosenId, onChoose }: ChooserProps) {
  const t = useT()
  const { connection, region } = useScope()
  const ids = recentImages(`${connection}/${region}`)
  const { data, isLoading } = useImagesById(ids)
  const images = ids.flatMap((id) => data?.Images?.find(({ ImageId }) => ImageId === id) ?? [])
  return (
    <ImageList
      images={images}
      loading={ids.length > 0 && isLoading}
      chosenId={chosenId}
      empty={t('launch.image.noRecent')}
      onChoose={onChoose}
    />
  )
}

function MyImages({ chosenId, onChoose }: ChooserProps) {
  const t = useT()
  const { images, isLoading } = useImageSearch('mine', '')
  return (
    <ImageList
      images={images}
      loading={isLoading}
      chosenId={chosenId}
      empty={t('launch.image.noMine')}
      onChoose={onChoose}
    />
  )
}

function ChosenImage({ form }: SectionProps) {
  const t = useT()
  const canAccept = useCanAcceptTerms()
  const { image } = form
  if (image === null) return <Box color="text-body-secondary">{t('launch.image.noneChosen')}</Box>
  const root = t(image.rootDeviceType === 'ebs' ? 'launch.image.rootEbs' : 'launch.image.rootStore')
  return (
    <SpaceBetween size="s">
      <Box variant="h3" padding="n">
        {image.name}
      </Box>
      <KeyValue
        columns={4}
        items={[
          [t('launch.image.id'), <CopyText key="id" text={image.id} />],
          [t('launch.image.architecture'), image.architecture],
          [t('launch.image.root'), root],
          [t('launch.image.bootMode'), image.bootMode],
          [t('launch.image.user'), <CopyText key="user" text={image.loginUser} />],
          [
            t('launch.image.platform'),
            image.platformDetails ?? (image.platform === 'windows' ? 'Windows' : 'Linux/UNIX'),
          ],
        ]}
      />
      {image.productCode === undefined ? null : (
        <Alert
          type="info"
          header={t('launch.image.optInHeader')}
          action={
            canAccept ? (
              <AcceptTerms key={image.productCode} productCode={image.productCode} />
            ) : undefined
          }
        >
          {t('launch.image.optInText', { code: image.productCode })}
        </Alert>
      )}
      {image.rootDeviceType === 'instance-store' ? (
        <Alert type="warning">{t('launch.image.storeWarning')}</Alert>
      ) : null}
    </SpaceBetween>
  )
}
