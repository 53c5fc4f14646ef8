import Button from '@cloudscape-design/components/button'
import Select from '@cloudscape-design/components/select'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useMemo, useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { pathIn, placeOf, ScopeContext, useIsReadOnly, useScopedPath } from '../../api/index.ts'
import { ActionsMenu, EmptyState, ResourceTable, SidePanel } from '../../components/index.ts'
import { useLocale } from '../../i18n/index.ts'
import { usePlacedList } from '../../resources/places/use-placed-list.tsx'
import { usePlaces } from '../../resources/places/use-places.ts'
import { TagsDialog } from '../../resources/ResourceTags.tsx'
import { createColumns } from './columns.tsx'
import { CopyImage } from './CopyImage.tsx'
import { DeregisterImages } from './DeregisterImages.tsx'
import { DisableImage } from './DisableImage.tsx'
import { DeprecateImage } from './DeprecateImage.tsx'
import { ProtectImage } from './ProtectImage.tsx'
import { idOf, imageNameOf, isProtected, tagsOf } from './image.ts'
import { ImagePanel } from './ImagePanel.tsx'
import { ShareImage } from './ShareImage.tsx'
import { owners, useImages, type Owner } from './use-images.ts'
import { changeSearch } from '../../lib/change-search.ts'

type Dialog = 'copy' | 'share' | 'deprecate' | 'disable' | 'protect' | 'tags' | 'deregister'

export default function ImagesPage() {
  const locale = useLocale()
  const { t } = locale
  const navigate = useNavigate()
  const toPath = useScopedPath()
  const isReadOnly = useIsReadOnly()
  const places = usePlaces()
  const [search, setSearch] = useSearchParams()
  const owner = owners.find((one) => one === search.get('owner')) ?? 'self'
  const images = useImages(owner, places.shown)
  const columns = useMemo(() => createColumns(locale), [locale])
  const { selection, table } = usePlacedList(places, images, idOf, columns)
  const [dialog, setDialog] = useState<Dialog>()
  const close = () => setDialog(undefined)
  const [only, second] = selection.items
  const place = only && !second ? placeOf(only) : places.home
  const noChange = [place, ...selection.items.map(placeOf)].some(isReadOnly)
    ? t('reason.readOnly')
    : undefined
  const one = only && !second ? undefined : t('images.selectOne')
  const own = owner === 'self' ? undefined : t('images.notYours')
  const notReady =
    only && only.State !== 'available'
      ? t('images.notAvailable', { state: only.State ?? '' })
      : undefined
  const ownOne = noChange ?? one ?? own
  const launchRefusal = noChange ?? one ?? notReady
  const launch = () => only && void navigate(pathIn(place, `/launch?image=${idOf(only)}`))
  const action = (id: Dialog, text: string, disabledReason: string | undefined) => ({
    id,
    text,
    disabledReason,
    run: () => setDialog(id),
  })
  return (
    <>
      <ResourceTable
        id="images"
        title={t('images.title')}
        {...table}
        nameOf={imageNameOf}
        tagsOf={tagsOf}
        filterPlaceholder={t('images.filter')}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <OwnerChoice
              owner={owner}
              onChange={(next) =>
                changeSearch(setSearch, (params) => {
                  params.delete('selected')
                  if (next === 'self') params.delete('owner')
                  else params.set('owner', next)
                })
              }
            />
            <ActionsMenu
              text={t('common.actions')}
              items={[
                {
                  id: 'template',
                  text: t('images.createTemplate'),
                  disabledReason: launchRefusal,
                  run: () =>
                    only &&
                    void navigate(pathIn(place, `/launch-templates/create?image=${idOf(only)}`)),
                },
                action('copy', t('images.copy'), noChange ?? one ?? notReady),
                action('share', t('images.share'), noChange ?? one ?? own),
                action('deprecate', t('images.deprecate'), ownOne),
                action(
                  'disable',
                  t(only?.State === 'disabled' ? 'images.enable' : 'images.disable'),
                  ownOne ?? (only?.State === 'disabled' ? undefined : notReady),
                ),
                action('protect', t('images.protect'), ownOne),
                action('tags', t('action.manageTags'), noChange ?? one),
                action(
                  'deregister',
                  t('images.deregister'),
                  noChange ??
                    own ??
                    (only ? undefined : t('images.selectOne')) ??
                    (selection.items.some(isProtected) ? t('images.isProtected') : undefined),
                ),
              ]}
            />
            <Button
              variant="primary"
              disabled={launchRefusal !== undefined}
              {...(launchRefusal === undefined ? {} : { disabledReason: launchRefusal })}
              onClick={launch}
            >
              {t('images.launch')}
            </Button>
          </SpaceBetween>
        }
        empty={
          <EmptyState
            title={t('images.empty')}
            {...(owner === 'self'
              ? {
                  text: t('images.emptyText'),
                  action: {
                    text: t('images.toInstances'),
                    onClick: () => void navigate(toPath('/instances')),
                  },
                }
              : {})}
          />
        }
      />
      <ScopeContext value={place}>
        {only && !second ? (
          <SidePanel header={`${imageNameOf(only)} (${idOf(only)})`}>
            <ImagePanel image={only} own={owner === 'self'} />
          </SidePanel>
        ) : null}
        {only && dialog === 'copy' ? <CopyImage image={only} onClose={close} /> : null}
        {only && dialog === 'share' ? <ShareImage image={only} onClose={close} /> : null}
        {only && dialog === 'deprecate' ? <DeprecateImage image={only} onClose={close} /> : null}
        {only && dialog === 'disable' ? <DisableImage image={only} onClose={close} /> : null}
        {only && dialog === 'protect' ? <ProtectImage image={only} onClose={close} /> : null}
        {only && dialog === 'tags' ? (
          <TagsDialog id={idOf(only)} tags={only.Tags} onClose={close} />
        ) : null}
      </ScopeContext>
      {dialog === 'deregister' ? (
        <DeregisterImages images={selection.items} onClose={close} />
      ) : null}
    </>
  )
}

function OwnerChoice(props: { readonly owner: Owner; readonly onChange: (owner: Owner) => void }) {
  const { t } = useLocale()
  const options = owners.map((value) => ({ value, label: t(`images.owner.${value}`) }))
  return (
    <Select
      selectedOption={options.find(({ value }) => value === props.owner) ?? null}
      options={options}
      ariaLabel={t('images.whose')}
      onChange={({ detail }) =>
        props.onChange(owners.find((one) => one === detail.selectedOption.value) ?? 'self')
      }
    />
  )
}
