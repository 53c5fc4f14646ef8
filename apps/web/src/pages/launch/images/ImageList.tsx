import Badge from '@cloudscape-design/components/badge'
import Box from '@cloudscape-design/components/box'
import Cards from '@cloudscape-design/components/cards'
import Pagination from '@cloudscape-design/components/pagination'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import { useT } from '../../../i18n/index.ts'
import type { Image } from './use-images.ts'

const pageSize = 8

/** Images to choose one from. */
export function ImageList(props: {
  readonly images: readonly Image[]
  readonly loading: boolean
  readonly chosenId: string | undefined
  readonly empty: string
  readonly onChoose: (image: Image) => void
}) {
  const { images, chosenId, onChoose } = props
  const t = useT()
  const [page, setPage] = useState(1)
  const pages = Math.max(1, Math.ceil(images.length / pageSize))
  const shown = images.slice((Math.min(page, pages) - 1) * pageSize).slice(0, pageSize)
  return (
    <SpaceBetween size="s">
      <Cards
        items={[...shown]}
        trackBy={(image) => image.ImageId ?? ''}
        loading={props.loading}
        loadingText={t('common.loading')}
        selectionType="single"
        entireCardClickable
        selectedItems={images.filter(({ ImageId }) => ImageId === chosenId)}
        onSelectionChange={({ detail }) => {
          const [image] = detail.selectedItems
          if (image) onChoose(image)
        }}
        ariaLabels={{
          itemSelectionLabel: (_state, image) =>
            t('launch.image.choose', { name: image.Name ?? image.ImageId ?? '' }),
          selectionGroupLabel: t('launch.image.header'),
        }}
        cardsPerRow={[{ cards: 1 }, { minWidth: 600, cards: 2 }]}
        cardDefinition={{
          header: (image) => image.Name ?? image.ImageId,
          sections: [
            { id: 'facts', content: (image) => <Facts image={image} /> },
            {
              id: 'description',
              content: (image) => (
                <Box color="text-body-secondary" fontSize="body-s">
                  {image.Description ?? ''}
                </Box>
              ),
            },
          ],
        }}
        empty={
          <Box textAlign="center" color="text-body-secondary" padding="m">
            {props.empty}
          </Box>
        }
      />
      {pages > 1 ? (
        <Pagination
          currentPageIndex={Math.min(page, pages)}
          pagesCount={pages}
          onChange={({ detail }) => setPage(detail.currentPageIndex)}
          ariaLabels={{
            paginationLabel: t('table.pages'),
            nextPageLabel: t('table.nextPage'),
            previousPageLabel: t('table.previousPage'),
            pageLabel: (number) => t('table.page', { page: number }),
          }}
        />
      ) : null}
    </SpaceBetween>
  )
}

function Facts({ image }: { readonly image: Image }) {
  const t = useT()
  return (
    <SpaceBetween direction="horizontal" size="xs">
      <Box fontSize="body-s">{image.ImageId}</Box>
      <Badge>{image.Architecture}</Badge>
      <Badge>{image.RootDeviceType}</Badge>
      {image.Platform?.toLowerCase() === 'windows' ? <Badge color="blue">Windows</Badge> : null}
      {(image.ProductCodes ?? []).length > 0 ? (
        <Badge color="severity-low">{t('launch.image.optInBadge')}</Badge>
      ) : null}
      {image.CreationDate === undefined ? null : (
        <Box fontSize="body-s" color="text-body-secondary">
          {image.CreationDate.slice(0, 10)}
        </Box>
      )}
    </SpaceBetween>
  )
}
