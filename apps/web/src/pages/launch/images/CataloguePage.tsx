import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import Grid from '@cloudscape-design/components/grid'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Tabs from '@cloudscape-design/components/tabs'
import TextFilter from '@cloudscape-design/components/text-filter'
import { useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { asApiError, useConnection, useScopedPath } from '../../../api/index.ts'
import { ErrorState, SidePanel } from '../../../components/index.ts'
import { useT, type Key } from '../../../i18n/index.ts'
import { changeSearch } from '../../../lib/change-search.ts'
import { useDebounced } from '../../../lib/use-debounced.ts'
import { ImageFacts } from './ImageFacts.tsx'
import { ImageList } from './ImageList.tsx'
import { refine, type Refinement } from './refine.ts'
import { RefineChoices } from './RefineChoices.tsx'
import { useImageSearch, type Image, type ImageSource } from './use-images.ts'

const sources = [
  ['quick', 'launch.image.quick'],
  ['mine', 'launch.image.mine'],
  ['shared', 'launch.image.shared'],
  ['marketplace', 'launch.image.marketplace'],
  ['community', 'launch.image.community'],
] as const satisfies readonly (readonly [ImageSource, Key])[]

/** Every image that can be launched from, wherever it comes from. */
export default function CataloguePage() {
  const t = useT()
  const navigate = useNavigate()
  const toPath = useScopedPath()
  const { readOnly } = useConnection()
  const [search, setSearch] = useSearchParams()
  const source = sources.find(([id]) => id === search.get('source'))?.[0] ?? 'quick'
  const [text, setText] = useState('')
  const [image, setImage] = useState<Image>()
  const refusal = readOnly
    ? t('reason.readOnly')
    : image === undefined
      ? t('images.selectOne')
      : undefined
  const go = (path: string) => void navigate(toPath(`${path}?image=${image?.ImageId ?? ''}`))
  const disabled = { disabled: refusal !== undefined, disabledReason: refusal ?? '' }
  return (
    <SpaceBetween size="m">
      <Header
        variant="h1"
        description={t('catalogue.text')}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button {...disabled} onClick={() => go('/launch-templates/create')}>
              {t('catalogue.template')}
            </Button>
            <Button variant="primary" {...disabled} onClick={() => go('/launch')}>
              {t('images.launch')}
            </Button>
          </SpaceBetween>
        }
      >
        {t('catalogue.title')}
      </Header>
      <TextFilter
        filteringText={text}
        filteringPlaceholder={t('launch.image.search')}
        filteringAriaLabel={t('launch.image.search')}
        onChange={({ detail }) => setText(detail.filteringText)}
      />
      <Tabs
        activeTabId={source}
        onChange={({ detail }) => {
          setImage(undefined)
          changeSearch(setSearch, (params) => params.set('source', detail.activeTabId))
        }}
        tabs={sources.map(([id, label]) => ({
          id,
          label: t(label),
          content:
            id === source ? (
              <Results
                key={id}
                source={id}
                text={text}
                chosenId={image?.ImageId}
                onChoose={setImage}
              />
            ) : null,
        }))}
      />
      {image === undefined ? null : (
        <SidePanel header={`${image.Name ?? ''} (${image.ImageId ?? ''})`}>
          <ImageFacts image={image} />
        </SidePanel>
      )}
    </SpaceBetween>
  )
}

function Results(props: {
  readonly source: ImageSource
  readonly text: string
  readonly chosenId: string | undefined
  readonly onChoose: (image: Image) => void
}) {
  const t = useT()
  const [chosen, setChosen] = useState<Refinement>({ systems: [], architectures: [] })
  const { images, isLoading, error } = useImageSearch(props.source, useDebounced(props.text, 300))
  const refined = refine(images, chosen)
  if (error) return <ErrorState error={asApiError(error)} header={t('catalogue.title')} />
  return (
    <Grid gridDefinition={[{ colspan: { default: 12, s: 3 } }, { colspan: { default: 12, s: 9 } }]}>
      <Container header={<Header variant="h2">{t('catalogue.refine')}</Header>}>
        <RefineChoices
          chosen={chosen}
          systems={refined.systems}
          architectures={refined.architectures}
          onChange={setChosen}
        />
      </Container>
      <SpaceBetween size="s">
        <Header variant="h2" counter={isLoading ? '' : `(${refined.images.length})`}>
          {t('launch.image.header')}
        </Header>
        <ImageList
          images={refined.images}
          loading={isLoading}
          chosenId={props.chosenId}
          empty={t(
            props.source === 'mine' && props.text === ''
              ? 'catalogue.noneMine'
              : props.source === 'shared' && props.text === ''
                ? 'catalogue.noneShared'
                : 'launch.image.nothingFound',
          )}
          onChoose={props.onChoose}
        />
      </SpaceBetween>
    </Grid>
  )
}
