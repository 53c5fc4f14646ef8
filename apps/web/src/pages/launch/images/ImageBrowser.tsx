import Modal from '@cloudscape-design/components/modal'
import SpaceBetween from '@cloudscape-design/components/space-between'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import Tabs from '@cloudscape-design/components/tabs'
import TextFilter from '@cloudscape-design/components/text-filter'
import { useState } from 'react'
import { asApiError } from '../../../api/index.ts'
import { describeError } from '../../../components/index.ts'
import { useT, type Key } from '../../../i18n/index.ts'
import { useDebounced } from '../../../lib/use-debounced.ts'
import { ImageList } from './ImageList.tsx'
import { ImageParameter } from './ImageParameter.tsx'
import { useImageSearch, type Image, type ImageSource } from './use-images.ts'

interface BrowserProps {
  readonly chosenId: string | undefined
  readonly onChoose: (image: Image) => void
  readonly onClose: () => void
}

const sources = [
  ['quick', 'launch.image.quick'],
  ['mine', 'launch.image.mine'],
  ['shared', 'launch.image.shared'],
  ['marketplace', 'launch.image.marketplace'],
  ['community', 'launch.image.community'],
] as const satisfies readonly (readonly [ImageSource, Key])[]

/** Every image there is, by source and by text, or by the parameter that names it. */
export function ImageBrowser(props: BrowserProps) {
  const t = useT()
  const [tab, setTab] = useState('quick')
  const [text, setText] = useState('')
  const wanted = useDebounced(text, 300)
  return (
    <Modal
      visible
      size="max"
      header={t('launch.image.browseHeader')}
      closeAriaLabel={t('common.close')}
      onDismiss={props.onClose}
    >
      <SpaceBetween size="m">
        {tab === 'parameter' ? null : (
          <TextFilter
            filteringText={text}
            filteringPlaceholder={t('launch.image.search')}
            filteringAriaLabel={t('launch.image.search')}
            onChange={({ detail }) => setText(detail.filteringText)}
          />
        )}
        <Tabs
          activeTabId={tab}
          onChange={({ detail }) => setTab(detail.activeTabId)}
          tabs={[
            ...sources.map(([source, label]) => ({
              id: source,
              label: t(label),
              content: <Results {...props} source={source} text={wanted} />,
            })),
            {
              id: 'parameter',
              label: t('launch.image.parameter'),
              content: <ImageParameter onChoose={props.onChoose} />,
            },
          ]}
        />
      </SpaceBetween>
    </Modal>
  )
}

function Results(props: BrowserProps & { readonly source: ImageSource; readonly text: string }) {
  const t = useT()
  const { images, isLoading, error } = useImageSearch(props.source, props.text)
  if (error)
    return <StatusIndicator type="error">{describeError(asApiError(error), t)}</StatusIndicator>
  return (
    <SpaceBetween size="s">
      <StatusIndicator type={isLoading ? 'loading' : 'success'}>
        {isLoading ? t('common.loading') : t('launch.image.found', { count: images.length })}
      </StatusIndicator>
      <ImageList
        images={images}
        loading={isLoading}
        chosenId={props.chosenId}
        empty={t('launch.image.nothingFound')}
        onChoose={props.onChoose}
      />
    </SpaceBetween>
  )
}
